/** One of the three models that are measured, GPT-2 from scratch. */
export interface Size {
  /** As the tables say it. */
  name: SizeName;
  layers: number;
  width: number;
  heads: number;
  vocabularySize: number;
  /** Examples or pairs in one optimizer step. */
  batchSize: number;
  /** Answers that are sampled side by side. */
  generationBatch: number;
  /** Answers of one PPO iteration, and of one of its optimizer steps. */
  rollouts: number;
  rolloutBatch: number;
}

export const sizeNames = ['0.5M', '4M', '30M'] as const;
export type SizeName = (typeof sizeNames)[number];

/** Tokens that every model can look back on. */
export const CONTEXT_LENGTH = 512;

/** Parameters: 0.49, 3.8 and 29.6 millions. */
export const sizes: Readonly<Record<SizeName, Size>> = {
  '0.5M': size('0.5M', [2, 120, 4], 512, [16, 32, 32, 8]),
  '4M': size('4M', [4, 256, 4], 2048, [16, 32, 32, 8]),
  '30M': size('30M', [8, 512, 8], 8192, [8, 16, 16, 8]),
};

function size(
  name: SizeName,
  [layers, width, heads]: [number, number, number],
  vocabularySize: number,
  [batchSize, generationBatch, rollouts, rolloutBatch]: [number, number, number, number],
): Size {
  return { name, layers, width, heads, vocabularySize, batchSize, generationBatch, rollouts, rolloutBatch };
}
