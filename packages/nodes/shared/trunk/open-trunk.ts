import { type Adapter, type DeviceName, familyOf, type Model } from '@heed/engine';
import type { Tuned } from '../tuning.ts';
import { FrozenTrunk } from './frozen-trunk.ts';
import { sameTrunk } from './same-trunk.ts';
import { type Trunk, wholeModel } from './trunk.ts';

/** Most bytes of states that a trunk keeps: a step of a model that fills the memory must not fail for what only saves time. */
export const KEPT_BYTES = 256 * 2 ** 20;

export interface TrunkOptions {
  device: DeviceName;
  /** Most tokens that are kept at the same time. Where their states pass `KEPT_BYTES`, nothing is kept. */
  tokens: number;
  /** Is used in place of a trunk of its own where its weights are the same. */
  shared?: Trunk;
}

/** The trunk of what is tuned: with upper layers the frozen part below them, otherwise nothing. */
export async function openTrunk(
  { model, adapter }: Tuned,
  { device, tokens, shared }: TrunkOptions,
): Promise<Trunk> {
  const blocks = adapter ? frozenBlocks(model, adapter) : 0;
  const bytes = tokens * model.dimensions.width * Float32Array.BYTES_PER_ELEMENT;
  if (blocks === 0 || bytes > KEPT_BYTES) return wholeModel;
  if (shared instanceof FrozenTrunk && sameTrunk(shared, { model, blocks })) return shared;
  return FrozenTrunk.open(model, blocks, device);
}

/** How many blocks, counted from the bottom, are as in the model; 0 where the embeddings are not. */
function frozenBlocks(model: Model, { lowRank, replaced }: Adapter): number {
  if (lowRank) return 0;
  const { place } = familyOf(model.config.model_type);
  return [...replaced].map(place).reduce((frozen, where) => {
    if (where.at === 'block') return Math.min(frozen, where.block);
    return where.at === 'embeddings' ? 0 : frozen;
  }, model.dimensions.layers);
}
