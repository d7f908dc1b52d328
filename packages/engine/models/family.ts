import { readdirSync } from 'node:fs';
import type { Tensor } from '../tensor/tensor.ts';
import type { ModelConfig } from './config.ts';

/** What stands on top of the transformer: next-token logits, or one number per token. */
export type Head = 'language-model' | 'score';

/** One weight of a model and how it starts. */
export interface ParameterSpec {
  name: string;
  shape: readonly number[];
  initial: { normal: number } | 'zeros' | 'ones';
}

/** Sizes that code outside the family needs. */
export interface Dimensions {
  vocabularySize: number;
  contextLength: number;
  width: number;
  layers: number;
  heads: number;
  /** A key and its value serve heads / keyValueHeads queries (Ainslie et al., 2023). */
  keyValueHeads: number;
  /** Numbers in a query, a key or a value of one head. */
  headWidth: number;
}

/**
 * Attention among the rows of a block: query [N,heads,headWidth], key and value [N,keyValueHeads,headWidth] give
 * [N,heads·headWidth]. Which rows belong together is known to who calls the block.
 */
export type Attend = (query: Tensor, key: Tensor, value: Tensor) => Tensor;

/**
 * One block: states [N,width] give states [N,width], or those at `rows` [R] (int64) alone, [R,width]: all rows are looked
 * at, but nothing that follows attention is computed of the others.
 */
export type Block = (block: number, states: Tensor, attend: Attend, rows?: Tensor) => Tensor;

/** Finds a weight by name. */
export interface Weights {
  (name: string): Tensor;
  /** Whether graphs are for so few rows at a time, as when tokens are generated, that products should be laid out for it. */
  fewRows?: boolean;
  /** y [N,out] of rows x [N,in] and the matrix `${layer}.weight`, with what an adapter adds to it. */
  adapt?(layer: string, x: Tensor, y: Tensor): Tensor;
}

/**
 * Where a weight stands: in the embeddings, in a block (counted from 0, with the part it projects for if it is the
 * matrix of a linear layer), or above the blocks (last norm and head).
 */
export type WeightPlace =
  | { at: 'embeddings' | 'top' }
  | { at: 'block'; block: number; projection?: 'attention' | 'mlp' };

/** An architecture: one file in `families/`, found by the `model_type` of a Hugging Face `config.json`. */
export interface Family<Config extends ModelConfig = ModelConfig> {
  modelType: string;
  /** What `transformers` calls the model with each head, for `architectures` in config.json. */
  classNames: Readonly<Record<Head, string>>;
  /** Checks a `config.json` and fills in defaults; throws one sentence that names what is not supported. */
  parse(json: unknown): Config;
  dimensions(config: Config): Dimensions;
  parameters(config: Config, head: Head): ParameterSpec[];
  /** How the matrices of linear layers lie in memory. */
  matrixLayout: 'in-out' | 'out-in';
  /** Where a weight of `parameters` stands. */
  place(name: string): WeightPlace;
  /** The engine's name for a tensor of a checkpoint; undefined for tensors that carry no weights of their own. */
  canonicalName(name: string): string | undefined;
  /** Names under which a checkpoint may hold a weight once more, and the weight that must equal them. */
  tied(config: Config): Readonly<Record<string, string>>;
  /** States [N,width] of tokens [N] at positions [N] as the first block takes them. */
  embed(config: Config, weights: Weights, tokens: Tensor, positions: Tensor): Tensor;
  /** The blocks for rows at positions [N]. */
  blocks(config: Config, weights: Weights, positions: Tensor): Block;
  /** The norm above the last block: hidden states [N,width] of states [N,width]. */
  normalize(config: Config, weights: Weights, states: Tensor): Tensor;
  /** Name of the matrix [V,width] that gives next-token logits of hidden states. */
  outputMatrix(config: Config): string;
  /** Tiny configurations on which the contract test, which finds families by reading the folder, checks all of this. */
  samples: readonly object[];
}

const folder = new URL('./families/', import.meta.url);
const modules = readdirSync(folder).filter((file) => /^\w+\.ts$/.test(file));
/** All architectures. */
export const families: readonly Family[] = await Promise.all(
  modules.map(async (file) => ((await import(new URL(file, folder).href)) as { default: Family }).default),
);

/** The family of a `model_type`. Throws, naming the known ones, if there is none. */
export function familyOf(modelType: string): Family {
  const family = families.find((one) => one.modelType === modelType);
  if (family === undefined) {
    const known = families.map((one) => `"${one.modelType}"`).join(', ');
    throw new Error(`The model type "${modelType}" is not supported; supported are: ${known}.`);
  }
  return family;
}
