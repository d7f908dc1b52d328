import { expect, it } from 'vitest';
import type { NodeRunView } from '../runs/view.ts';
import { nodesThatDiffer, pairResults } from './results.ts';

const ran = (node: string, results: Record<string, number>, artifact = node) =>
  ({ node, kind: 'ppo', results, outputs: { out: artifact } }) as unknown as NodeRunView;
const title = { en: 'a', zh: 'a' };
const specs = () => ({
  reward: { title, help: title, better: 'higher' as const },
  loss: { title, help: title, better: 'lower' as const },
});

it('says of each number by how much it changed, and whether that is better', () => {
  const before = [ran('a', { reward: 1, loss: 1, tokens: 5 }), ran('b', { reward: 1 })];
  const after = [ran('a', { reward: 2, loss: 3, tokens: 5, kl: 1 }), ran('c', { reward: 9 })];
  const shown = pairResults(before, after, specs, false).map(({ metric, gain, verdict }) => [
    metric,
    gain,
    verdict,
  ]);
  expect(shown).toEqual([
    ['reward', 1, 'better'],
    ['loss', 2, 'worse'],
    ['tokens', 0, undefined],
    ['kl', undefined, undefined],
  ]);
  expect(pairResults(before, after, specs, true).map(({ metric }) => metric)).toEqual([
    'reward',
    'loss',
    'kl',
  ]);
});

it('finds the nodes whose outputs differ', () => {
  const before = [ran('a', {}, 'x'), ran('b', {}, 'y'), ran('c', {}, 'z')];
  const after = [ran('a', {}, 'x'), ran('b', {}, 'other'), ran('d', {}, 'z')];
  expect(nodesThatDiffer(before, after).map(({ node }) => node)).toEqual(['b']);
});
