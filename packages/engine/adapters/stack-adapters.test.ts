import { expect, test } from 'vitest';
import {
  createLowRankAdapter,
  createRandom,
  createTopBlocksAdapter,
  type LowRankTargets,
  Model,
  mergeAdapter,
  stackAdapters,
} from '../index.ts';

const config = { model_type: 'gpt2', vocab_size: 13, n_positions: 16, n_embd: 8, n_layer: 2, n_head: 2 };
const model = Model.initialize(config, { head: 'language-model', seed: 1 });

function trained(rank: number, alpha: number, targets: LowRankTargets, on: Model, head?: 'score') {
  const adapter = createLowRankAdapter(on, { rank, alpha, targets, seed: rank, head });
  const random = createRandom(rank);
  for (let n = 0; n < adapter.parameterCount; n++) adapter.parameters.data[n] = 0.3 * random.normal();
  return adapter;
}

test.each([
  ['attention', 'all-linear', undefined],
  ['all-linear', 'attention', undefined],
  ['attention', 'all-linear', 'score'],
] as const)('LoRA on %s and then on %s is one adapter of both ranks (head %s)', (before, after, head) => {
  const first = trained(2, 4, before, model);
  const once = mergeAdapter(model, first);
  const second = trained(3, 5, after, once, head);
  const stacked = stackAdapters(first, second);
  expect(stacked.lowRank?.rank).toBe(5);
  const [joined, twice] = [mergeAdapter(model, stacked), mergeAdapter(once, second)];
  expect(joined.head).toBe(head ?? 'language-model');
  expect(joined.parameters.length).toBe(twice.parameters.length);
  for (const [n, value] of twice.parameters.data.entries())
    expect(Math.abs((joined.parameters.data[n] as number) - value)).toBeLessThan(1e-5);
});

test('upper blocks cannot be joined', () => {
  const upper = createTopBlocksAdapter(model, { blocks: 1, seed: 1 });
  expect(() => stackAdapters(upper, trained(2, 4, 'attention', model))).toThrow(
    /Only adapters with low-rank/,
  );
});
