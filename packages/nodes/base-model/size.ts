import { type ModelSize, modelBytes, PROCESS_BYTES } from '@heed/engine/memory';
import type { Facts, Resources } from '@heed/schema';

interface ScratchConfig {
  layers: number;
  width: number;
  heads: number;
  contextLength: number;
  vocabularySize: number;
}

/** The sizes of a new GPT-2: embeddings of tokens and places, blocks of 12·width² and 13·width weights, the last norm. */
export function scratchSize(config: ScratchConfig): NonNullable<Facts['size']> {
  const { layers, width, heads, contextLength, vocabularySize } = config;
  const blocks = layers * (12 * width ** 2 + 13 * width);
  return {
    parameters: (vocabularySize + contextLength) * width + blocks + 2 * width,
    ...{ layers, width, heads, contextLength },
  };
}

/** Making a model: the weights stand in memory, and once more while they are written. */
export function creationMemory(size: Pick<ModelSize, 'parameters'>): NonNullable<Resources['memory']> {
  const bytes = PROCESS_BYTES + 2 * modelBytes(size);
  return { least: bytes, most: bytes };
}
