import { expect, test } from 'vitest';
import { fractionalRanks, kendallTau, pearson, spearman } from './correlation.ts';

const a = [1, 2, 2, 4, 5, 3, 3, 1.5];
const b = [0.3, -1, 2, 2, 4, 0.3, 1, 0];

test('correlations with ties are those of SciPy 1.17', () => {
  expect(pearson(a, b)).toBeCloseTo(0.763008847153368, 12);
  expect(spearman(a, b)).toBeCloseTo(0.6829268292682927, 12);
  expect(kendallTau(a, b)).toBeCloseTo(0.5384615384615385, 12);
  expect(fractionalRanks(a)).toEqual([1, 3.5, 3.5, 7, 8, 5.5, 5.5, 2]);
});

test('what does not vary has no correlation', () => {
  for (const correlation of [pearson, spearman, kendallTau]) {
    expect(correlation([1, 1, 1], [1, 2, 3])).toBeUndefined();
    expect(correlation([1], [2])).toBeUndefined();
    expect(correlation([], [])).toBeUndefined();
    expect(correlation([1, 2, 3], [30, 20, 10])).toBeCloseTo(-1, 12);
  }
});
