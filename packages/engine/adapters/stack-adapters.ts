import { Adapter, lowRankNames } from './adapter.ts';

/**
 * One adapter for what two LoRA tunings, one after the other, did to a model: sᵢ·Bᵢ·Aᵢ of both add up to [s₁B₁ s₂B₂]
 * times A₁ over A₂, whose rank is the sum. Weights that were trained whole are those of the second.
 * Throws where one of them has no low-rank updates.
 */
export function stackAdapters(first: Adapter, second: Adapter): Adapter {
  if (first.lowRank === undefined || second.lowRank === undefined)
    throw new Error('Only adapters with low-rank updates can be joined into one.');
  const rank = first.lowRank.rank + second.lowRank.rank;
  const layers = [...new Set([...first.lowRank.layers, ...second.lowRank.layers])];
  const shapeOf = (name: string) =>
    (second.parameters.layout.get(name) ?? first.parameters.layout.get(name))?.shape ?? [];
  const specs = layers.flatMap((layer) => {
    const { a, b } = lowRankNames(layer);
    return [
      { name: a, shape: [rank, shapeOf(a)[1] ?? 0] },
      { name: b, shape: [shapeOf(b)[0] ?? 0, rank] },
    ];
  });
  const whole = [...second.replaced].map((name) => ({ name, shape: shapeOf(name) }));
  const stacked = new Adapter(second.head, [...specs, ...whole], { rank, alpha: rank, layers });
  for (const layer of layers) {
    place(first, layer, stacked, 0);
    place(second, layer, stacked, first.lowRank.rank);
  }
  for (const name of second.replaced) stacked.parameters.view(name).set(second.parameters.view(name));
  return stacked;
}

/** Puts A into the rows and s·B into the columns from `start`; a layer that the adapter leaves alone stays 0 there. */
function place(from: Adapter, layer: string, into: Adapter, start: number): void {
  const { a, b } = lowRankNames(layer);
  const slot = from.parameters.layout.get(a);
  if (slot === undefined) return;
  const [rank, inner] = slot.shape as [number, number];
  into.parameters.view(a).set(from.parameters.view(a), start * inner);
  const [source, target] = [from.parameters.view(b), into.parameters.view(b)];
  const width = into.parameters.layout.get(b)?.shape[1] as number;
  for (let row = 0; row < source.length / rank; row++)
    for (let column = 0; column < rank; column++)
      target[row * width + start + column] = from.scale * (source[row * rank + column] as number);
}
