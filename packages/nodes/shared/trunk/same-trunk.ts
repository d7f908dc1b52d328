import { isDeepStrictEqual } from 'node:util';
import { familyOf, type Model } from '@heed/engine';

/** A model and how many of its blocks, counted from the bottom, are meant. */
interface LowerPart {
  model: Model;
  blocks: number;
}

/** What a configuration says of the head, of token ids and of files: no block depends on it. */
const APART_FROM_BLOCKS = [
  'architectures',
  'num_labels',
  'id2label',
  'label2id',
  'problem_type',
  'bos_token_id',
  'eos_token_id',
  'pad_token_id',
  'dtype',
  'torch_dtype',
  'transformers_version',
  'use_cache',
];

/** Whether both compute the same states: as many blocks, the same configuration, and byte for byte the same weights. */
export function sameTrunk(a: LowerPart, b: LowerPart): boolean {
  if (a.blocks !== b.blocks) return false;
  if (a.model === b.model) return true;
  if (!isDeepStrictEqual(ofBlocks(a.model), ofBlocks(b.model))) return false;
  const [names, others] = [trunkWeights(a), trunkWeights(b)];
  return names.join() === others.join() && names.every((name) => bytesOf(a, name).equals(bytesOf(b, name)));
}

function ofBlocks({ config }: Model): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([key]) => !APART_FROM_BLOCKS.includes(key)));
}

/** Embeddings and lower blocks. */
function trunkWeights({ model, blocks }: LowerPart): string[] {
  const { place } = familyOf(model.config.model_type);
  return [...model.parameters.layout.keys()].filter((name) => {
    const where = place(name);
    return where.at === 'embeddings' || (where.at === 'block' && where.block < blocks);
  });
}

function bytesOf({ model }: LowerPart, name: string): Buffer {
  const { buffer, byteOffset, byteLength } = model.parameters.view(name);
  return Buffer.from(buffer, byteOffset, byteLength);
}
