import { familyOf } from '../models/family.ts';
import type { Model } from '../models/model.ts';
import { type Adapter, lowRankNames } from './adapter.ts';

/** A model of its own that computes what `model` does with the adapter on it: W + (alpha / rank)·B·A in each layer. */
export function mergeAdapter(model: Model, adapter: Adapter): Model {
  const merged = model.withHead(adapter.head, 0);
  for (const name of adapter.replaced) merged.parameters.view(name).set(adapter.parameters.view(name));
  const { matrixLayout } = familyOf(model.config.model_type);
  const { rank, layers } = adapter.lowRank ?? { rank: 0, layers: [] };
  for (const layer of layers) {
    const names = lowRankNames(layer);
    const pair = { a: adapter.parameters.view(names.a), b: adapter.parameters.view(names.b) };
    const weight = merged.parameters.view(`${layer}.weight`);
    addProduct(weight, pair, rank, adapter.scale, matrixLayout === 'in-out');
  }
  return merged;
}

/** W += scale·B·A, or its transpose, with W [out,in], A [rank,in] and B [out,rank], all row-major; sums in float64. */
function addProduct(
  weight: Float32Array,
  { a, b }: { a: Float32Array; b: Float32Array },
  rank: number,
  scale: number,
  transposed: boolean,
): void {
  const [outer, inner] = [b.length / rank, a.length / rank];
  const row = new Float64Array(inner);
  for (let o = 0; o < outer; o++) {
    row.fill(0);
    for (let r = 0; r < rank; r++) {
      const factor = scale * (b[o * rank + r] as number);
      for (let i = 0; i < inner; i++) row[i] = (row[i] as number) + factor * (a[r * inner + i] as number);
    }
    for (let i = 0; i < inner; i++) {
      const place = transposed ? i * outer + o : o * inner + i;
      weight[place] = (weight[place] as number) + (row[i] as number);
    }
  }
}
