import { chunkRows } from '../functions/chunk-rows.ts';

/**
 * Estimates of peak memory from sizes alone, for a preflight before there is a model. Pure: it loads in a browser. The
 * counts were fitted to the peak resident memory of real processes (0.02 to 29 M parameters, width 32 to 512, up to 8
 * layers, texts of 16 to 512 tokens, whole models and LoRA), nearly all of which lie within a sixth of the estimate.
 */

/** What memory depends on in a model. */
export interface ModelSize {
  parameters: number;
  layers: number;
  width: number;
  heads: number;
  vocabularySize: number;
}

/** What memory depends on in a batch. */
export interface BatchSize {
  rows: number;
  /** Tokens of the longest row. */
  length: number;
  /** Tokens for which logits are computed. */
  targets: number;
}

const FLOAT_BYTES = 4;

/** A process of Node with the engine loaded (110 MB), and onnxruntime with its graphs (35 MB). */
export const PROCESS_BYTES = 145 * 2 ** 20;

/**
 * One trainer, in bytes beside the process. Kept for the backward pass are 14 numbers for each place of the hidden
 * states of each layer and about two for each attention weight; logits with their gradients are held about five times,
 * of a large vocabulary those of a few rows, while the gradient of the whole output matrix is summed up.
 * Of trained weights there are two moments and the gradient, parts of which stand in memory twice.
 */
export function trainingBytes(
  model: ModelSize,
  { rows, length, targets }: BatchSize,
  trained: number,
): number {
  const { parameters, layers, width, heads, vocabularySize } = model;
  const states = 14 * rows * length * width * (layers + 1);
  const attention = 1.9 * rows * heads * length ** 2 * layers;
  const logits = 4.7 * rowsWithLogits(targets, vocabularySize) * vocabularySize;
  const matrix = vocabularySize * width;
  const sums =
    targets > 0 && Number.isFinite(chunkRows(vocabularySize)) && trained >= matrix ? 4 * matrix : 0;
  return FLOAT_BYTES * (states + attention + logits + sums + 1.3 * parameters + 4.5 * trained);
}

/** Rows whose logits stand in memory at a time. */
function rowsWithLogits(targets: number, vocabulary: number): number {
  return Math.min(targets, chunkRows(vocabulary));
}

/** One forward pass, in bytes beside the process and the model's own weights: one layer is held at a time. */
export function forwardBytes(model: ModelSize, { rows, length, targets }: BatchSize): number {
  const { width, heads, vocabularySize } = model;
  const states = 12 * rows * length * width;
  const attention = 2 * rows * heads * length ** 2;
  const logits = 1.6 * rowsWithLogits(targets, vocabularySize) * vocabularySize;
  return FLOAT_BYTES * (states + attention + logits);
}

/** A model's weights, in bytes. */
export function modelBytes({ parameters }: Pick<ModelSize, 'parameters'>): number {
  return FLOAT_BYTES * parameters;
}

/**
 * Generating, in bytes beside the process and the model's own weights: reading the prompts, then keys and values of
 * all layers, which are held twice while they grow, and the logits of one token a row.
 */
export function generationBytes(model: ModelSize, { rows, length }: Omit<BatchSize, 'targets'>): number {
  const { layers, width, vocabularySize } = model;
  const cache = 4 * rows * length * width * layers;
  return (
    FLOAT_BYTES * (cache + 5 * rows * vocabularySize) + forwardBytes(model, { rows, length, targets: 0 })
  );
}
