/** One of the three models that are measured, GPT-2 from scratch. */
export interface Size {
  layers: number;
  width: number;
  heads: number;
  vocabularySize: number;
}

/** How much of everything is measured at a size. */
export interface Amounts {
  /** Examples or pairs in one optimizer step. */
  batchSize: number;
  /** Optimizer steps in a round. */
  steps: number;
  /** Prompts answered side by side, and how many such batches a round has beside the one that warms up. */
  generationBatch: number;
  generationBatches: number;
  /** Answers of one PPO update, and of one of its optimizer steps. */
  rollouts: number;
  rolloutBatch: number;
}

export const sizeNames = ['0.5M', '4M', '30M'] as const;
export type SizeName = (typeof sizeNames)[number];

/** Tokens that every model can look back on. */
export const CONTEXT_LENGTH = 512;

/** Parameters: 0.47, 3.8 and 29.6 millions. */
export const sizes: Readonly<Record<SizeName, Size>> = {
  '0.5M': { layers: 2, width: 120, heads: 4, vocabularySize: 512 },
  '4M': { layers: 4, width: 256, heads: 4, vocabularySize: 2048 },
  '30M': { layers: 8, width: 512, heads: 8, vocabularySize: 8192 },
};

const small: Amounts = {
  batchSize: 16,
  steps: 6,
  generationBatch: 32,
  generationBatches: 3,
  rollouts: 32,
  rolloutBatch: 8,
};
const quickSmall: Amounts = {
  batchSize: 8,
  steps: 3,
  generationBatch: 32,
  generationBatches: 1,
  rollouts: 16,
  rolloutBatch: 8,
};

/** What a whole and a quick run measure. */
export const amounts: Readonly<Record<'whole' | 'quick', Readonly<Record<SizeName, Amounts>>>> = {
  whole: {
    '0.5M': small,
    '4M': small,
    '30M': { ...small, batchSize: 8, steps: 4, generationBatch: 16, generationBatches: 2, rollouts: 16 },
  },
  quick: {
    '0.5M': quickSmall,
    '4M': quickSmall,
    '30M': { ...quickSmall, batchSize: 4, generationBatch: 16, rollouts: 8, rolloutBatch: 4 },
  },
};
