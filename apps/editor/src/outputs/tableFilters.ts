import type { AppRouter } from '@heed/runner/router';
import type { inferRouterInputs } from '@trpc/server';
import { isNumeric } from './cells.ts';
import type { Column } from './view.ts';

/** Rows for which all conditions hold, or any of them, as the runner takes it. */
export type Filters = NonNullable<inferRouterInputs<AppRouter>['artifacts']['rows']['filters']>;
export type Condition = Filters['conditions'][number];
export type FilterTest = Condition['test'];

/** As many conditions as one query may have. */
const MOST_CONDITIONS = 50;

const numberTests = [
  'equals',
  'differs',
  'below',
  'at-most',
  'above',
  'at-least',
  'empty',
  'filled',
] as const;
const textTests = ['contains', 'lacks', 'equals', 'differs', 'empty', 'filled'] as const;
const flagTests = ['equals', 'empty', 'filled'] as const;

export const noFilters: Filters = { match: 'all', conditions: [] };

/** What can be asked of a column by what it holds. */
export function testsFor(column: Column): readonly FilterTest[] {
  if (isNumeric(column)) return numberTests;
  return column.type === 'boolean' ? flagTests : textTests;
}

/** Does a test compare with a value? */
export function needsValue(test: FilterTest): boolean {
  return test !== 'empty' && test !== 'filled';
}

/** A condition from what stands in a form; undefined while the value is missing or no number. */
export function conditionOf(column: Column, test: FilterTest, text: string): Condition | undefined {
  if (!needsValue(test)) return { column: column.name, test };
  if (column.type === 'boolean') return { column: column.name, test, value: text === 'true' };
  if (text.trim() === '') return undefined;
  if (!isNumeric(column)) return { column: column.name, test, value: text };
  const value = Number(text.trim());
  return Number.isFinite(value) ? { column: column.name, test, value } : undefined;
}

/** The filters with one more condition; a condition that is there already, or one too many, changes nothing. */
export function withCondition(filters: Filters, condition: Condition): Filters {
  const { conditions } = filters;
  const isThere = conditions.some((one) => JSON.stringify(one) === JSON.stringify(condition));
  if (isThere || conditions.length >= MOST_CONDITIONS) return filters;
  return { ...filters, conditions: [...conditions, condition] };
}

/** Two conditions that keep the numbers of a bin; the last bin holds its upper end. */
export function rangeConditions(column: string, low: number, high: number, isLast: boolean): Condition[] {
  return [
    { column, test: 'at-least', value: low },
    { column, test: isLast ? 'at-most' : 'below', value: high },
  ];
}

/** As the runner takes it: nothing where there is no condition. */
export function filtersQuery(filters: Filters): Filters | undefined {
  return filters.conditions.length > 0 ? filters : undefined;
}
