import { describe, expect, it } from 'vitest';
import {
  conditionOf,
  type Filters,
  filtersQuery,
  noFilters,
  rangeConditions,
  testsFor,
  withCondition,
} from './tableFilters.ts';

const score = { name: 'score', type: 'number' };
const answer = { name: 'answer', type: 'string' };
const done = { name: 'done', type: 'boolean' };

describe('filters', () => {
  it('ask of a column what its values can answer', () => {
    expect(testsFor(score)).toEqual([
      ...['equals', 'differs', 'below', 'at-most', 'above', 'at-least', 'empty', 'filled'],
    ]);
    expect(testsFor(answer)).toContain('contains');
    expect(testsFor(answer)).not.toContain('above');
    expect(testsFor(done)).toEqual(['equals', 'empty', 'filled']);
  });

  it('take values of the column’s type, and none for gaps', () => {
    expect(conditionOf(score, 'above', ' 0.5 ')).toEqual({ column: 'score', test: 'above', value: 0.5 });
    expect(conditionOf(answer, 'contains', '天气')).toEqual({
      column: 'answer',
      test: 'contains',
      value: '天气',
    });
    expect(conditionOf(done, 'equals', 'false')).toEqual({ column: 'done', test: 'equals', value: false });
    expect(conditionOf(score, 'empty', '')).toEqual({ column: 'score', test: 'empty' });
    expect(conditionOf(score, 'above', 'much')).toBeUndefined();
    expect(conditionOf(score, 'above', '')).toBeUndefined();
    expect(conditionOf(answer, 'equals', '  ')).toBeUndefined();
  });

  it('hold each condition once', () => {
    const condition = { column: 'score', test: 'above', value: 1 } as const;
    const once = withCondition(noFilters, condition);
    expect(withCondition(once, { ...condition })).toBe(once);
    expect(filtersQuery(once)).toEqual({ match: 'all', conditions: [condition] });
    expect(filtersQuery(noFilters)).toBeUndefined();
    const full: Filters = {
      match: 'any',
      conditions: Array.from({ length: 50 }, (_, value) => ({ column: 'score', test: 'equals', value })),
    };
    expect(withCondition(full, condition)).toBe(full);
  });

  it('keep a bin of a histogram, the last with its upper end', () => {
    expect(rangeConditions('score', 0, 1, false).map(({ test }) => test)).toEqual(['at-least', 'below']);
    expect(rangeConditions('score', 1, 2, true).map(({ test }) => test)).toEqual(['at-least', 'at-most']);
  });
});
