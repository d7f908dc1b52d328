import type { ComparisonRow } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { arrangeComparison, countGains, hasJudge } from './comparisonRows.ts';

const row = (promptId: string, reward1: number, reward2: number, more: Partial<ComparisonRow> = {}) => ({
  promptId,
  prompt: `Prompt ${promptId}`,
  y1: 'Sunny.',
  y2: 'Sunny; take a hat.',
  reward1,
  reward2,
  judge1: reward1,
  judge2: reward2,
  ...more,
});

const rows = [row('a', 0, 1), row('b', 2, 1), row('c', 0, 3, { judge1: 5, judge2: 1 }), row('d', 1, 1)];
const ids = (list: readonly ComparisonRow[]) => list.map(({ promptId }) => promptId).join('');

describe('arrangeComparison', () => {
  it('orders by the gain in reward or by the judge, from either end', () => {
    expect(ids(arrangeComparison(rows, 'rewardUp', ''))).toBe('cadb');
    expect(ids(arrangeComparison(rows, 'rewardDown', ''))).toBe('bdac');
    expect(ids(arrangeComparison(rows, 'judgeDown', ''))).toBe('cbda');
    expect(ids(arrangeComparison(rows, 'none', ''))).toBe('abcd');
  });

  it('finds in the prompt and in both answers, in Chinese too', () => {
    const chinese = [...rows, row('e', 0, 0, { y2: '今天的天气非常好，适合出门散步。' })];
    expect(ids(arrangeComparison(chinese, 'none', '散步'))).toBe('e');
    expect(ids(arrangeComparison(rows, 'none', ' prompt B '))).toBe('b');
    expect(ids(arrangeComparison(rows, 'none', 'snow'))).toBe('');
  });
});

describe('scores', () => {
  it('counts wins, losses and ties', () => {
    expect(countGains([1, -1, 0, 2])).toEqual({ wins: 2, losses: 1, ties: 1 });
  });

  it('tells whether a judge gave scores of its own', () => {
    expect(hasJudge(rows)).toBe(true);
    expect(hasJudge(rows.slice(0, 2))).toBe(false);
  });
});
