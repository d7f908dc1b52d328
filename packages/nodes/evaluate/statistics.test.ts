import { expect, test } from 'vitest';
import { compareScores } from './statistics.ts';

test('wins count one, ties a half, and the gain is in deviations of the scores before', () => {
  const comparison = compareScores([0, 2, 1, 1], [1, 1, 1, 3]);
  expect(comparison.winRate).toBe(2.5 / 4);
  expect(comparison.before).toBe(1);
  expect(comparison.after).toBe(1.5);
  expect(comparison.gainInStd).toBeCloseTo(0.5 / Math.sqrt(0.5), 12);
  expect(comparison.winRateLow).toBeLessThan(comparison.winRate);
  expect(comparison.winRateHigh).toBeGreaterThan(comparison.winRate);
});

test('scores that do not vary give no gain rather than infinity', () => {
  expect(compareScores([1, 1], [2, 2]).gainInStd).toBe(0);
});
