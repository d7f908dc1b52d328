import {
  type BatchSize,
  forwardBytes,
  generationBytes,
  type ModelSize,
  modelBytes,
  PROCESS_BYTES,
  trainingBytes,
} from '@heed/engine/memory';
import type { Facts, Resources } from '@heed/schema';
import { computeResources, type DeviceConfig } from './device-field.ts';
import type { TuningConfig } from './tuning-fields.ts';

/** Matrices of a block in units of width², and the sum of both sides of those that get a LoRA update, in widths. */
const BLOCK_MATRICES = 12;
const LORA_SIDES = { attention: 6, 'all-linear': 16 };
/** Rows of a forward pass in nodes that only measure. */
const FORWARD_ROWS = 64;

/** A model whose size is known before the run, and how long its texts can be. */
interface Sized {
  model: ModelSize;
  contextLength: number;
}

/** What lies between the shortest texts, of one token, and those that fill the context. */
function between(
  { contextLength }: Sized,
  bytes: (batch: (rows: number, withLogits: boolean) => BatchSize) => number,
): NonNullable<Resources['memory']> {
  const withLength = (length: number) =>
    Math.round(
      PROCESS_BYTES +
        bytes((rows, withLogits) => ({ rows, length, targets: withLogits ? rows * length : 0 })),
    );
  return { least: withLength(1), most: withLength(contextLength) };
}

function sized(facts: Facts | undefined): Sized | undefined {
  if (facts?.size === undefined || facts.vocabularySize === undefined) return undefined;
  const { contextLength, ...size } = facts.size;
  return { model: { ...size, vocabularySize: facts.vocabularySize }, contextLength };
}

/** How many weights the form asks to train. */
function trainedWeights({ parameters, layers, width }: ModelSize, config: TuningConfig): number {
  if (config.tune === 'all') return parameters;
  if (config.tune === 'lora') return LORA_SIDES[config.loraTargets] * width * config.loraRank * layers;
  return Math.min(config.topLayers, layers) * BLOCK_MATRICES * width ** 2;
}

type TrainingConfig = DeviceConfig & TuningConfig & { batchSize: number };

interface TrainingNeeds {
  /** Rows of a step for each of its examples; 1 by default. */
  rowsPerExample?: number;
  /** Whether logits are computed; scores need none. */
  logits?: boolean;
  /** Whether the initial model is needed beside it: with an adapter it lies below that anyway, otherwise it is a copy. */
  reference?: boolean;
  /** What scores beside it; a reward function takes next to nothing. */
  reward?: Facts | undefined;
  /** A second trainer of the same size, which computes scores; with an adapter it shares the weights below. */
  valueModel?: boolean;
}

/** What a node that trains takes at its worst moment; `batchSize` lowers it. Without the model's size only the device. */
export function trainingResources(
  config: TrainingConfig,
  facts: Facts | undefined,
  { rowsPerExample = 1, logits = true, reference = false, reward, valueModel = false }: TrainingNeeds = {},
): Resources {
  const known = sized(facts);
  const base = computeResources(config);
  if (!known) return base;
  const { model } = known;
  const rows = config.batchSize * rowsPerExample;
  const trained = trainedWeights(model, config);
  const whole = config.tune === 'all';
  const valueWeights = { ...model, parameters: whole ? model.parameters : 0 };
  const beside = (reference && whole ? modelBytes(model) : 0) + (reward?.size ? modelBytes(reward.size) : 0);
  const memory = between(known, (batch) => {
    const policy = trainingBytes(model, batch(rows, logits), trained);
    const value = valueModel ? trainingBytes(valueWeights, batch(rows, false), trained) : 0;
    return policy + value + beside;
  });
  return { ...base, memory, lower: 'batchSize' };
}

/** What a node that only answers and measures takes, `rows` at a time; the field `lower`, if there is one, lowers it. */
export function samplingResources(
  config: DeviceConfig,
  facts: Facts | undefined,
  { rows = FORWARD_ROWS, models = 1, measures = false, lower }: SamplingNeeds,
): Resources {
  const known = sized(facts);
  const base = computeResources(config);
  if (!known) return base;
  const { model } = known;
  const memory = between(known, (batch) => {
    const generation = generationBytes(model, batch(rows, false));
    const forward = measures ? forwardBytes(model, batch(rows, true)) : 0;
    return models * modelBytes(model) + Math.max(generation, forward);
  });
  return { ...base, memory, ...(lower && { lower }) };
}

interface SamplingNeeds {
  rows?: number;
  /** Models that are held at the same time. */
  models?: number;
  /** Whether log-probabilities of whole answers are computed too. */
  measures?: boolean;
  lower?: string;
}
