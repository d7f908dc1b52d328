import type { TableColumn } from './columns.ts';
import { quoteName, TableError } from './duckdb.ts';
import { type FilterTest, MOST_CONDITIONS } from './limits.ts';

export interface Condition {
  /** A column's name. */
  column: string;
  test: FilterTest;
  /** As the column's type asks; absent for `empty` and `filled`. */
  value?: string | number | boolean;
}

/** Rows for which all conditions hold, or any of them. */
export interface Filters {
  match: 'all' | 'any';
  conditions: readonly Condition[];
}

/** Which rows of a table. */
export interface Selection {
  filters?: Filters;
  /** Rows whose text columns hold this, upper and lower case alike. */
  search?: string;
}

/** A `WHERE` clause with the values that are bound in it; names come from the table, never from the caller. */
export interface Where {
  sql: string;
  values: Record<string, string | number>;
}

const comparisons = { equals: '=', below: '<', 'at-most': '<=', above: '>', 'at-least': '>=' } as const;

/** The column of that name. Throws a `TableError` that lists the columns. */
export function columnNamed(name: string, columns: readonly TableColumn[]): TableColumn {
  const column = columns.find((one) => one.name === name);
  if (column) return column;
  const names = columns.map((one) => one.name).join(', ');
  throw new TableError(
    `There is no column "${name}"; the columns are ${names}.`,
    `没有“${name}”列；现有的列为 ${names}。`,
  );
}

/** Turns a selection into SQL. Throws a `TableError` for unknown columns and values of the wrong type. */
export function whereOf({ filters, search }: Selection, columns: readonly TableColumn[]): Where {
  const values: Where['values'] = {};
  const parts: string[] = [];
  const conditions = filters?.conditions ?? [];
  if (conditions.length > MOST_CONDITIONS) throw tooMany(conditions.length);
  const tests = conditions.map((condition, index) => {
    const column = columnNamed(condition.column, columns);
    const bound = checkedValue(condition, column);
    if (bound !== undefined) values[`value${index}`] = bound;
    return `(${testOf(condition.test, column, `$value${index}`)})`;
  });
  if (tests.length) parts.push(`(${tests.join(filters?.match === 'any' ? ' OR ' : ' AND ')})`);
  if (search) {
    parts.push(`(${searchOf(columns)})`);
    values.search = search;
  }
  return { sql: parts.length ? `WHERE ${parts.join(' AND ')}` : '', values };
}

function searchOf(columns: readonly TableColumn[]): string {
  const texts = columns.filter(({ type }) => type === 'string').map(({ name }) => asText(name));
  return (
    texts.map((text) => `contains(lower(${text}), lower($search))`).join(' OR ') ||
    'false AND $search IS NULL'
  );
}

function asText(name: string): string {
  return `CAST(${quoteName(name)} AS VARCHAR)`;
}

function testOf(test: FilterTest, { name, type }: TableColumn, value: string): string {
  const cell = type === 'string' ? asText(name) : quoteName(name);
  const wanted = type === 'boolean' ? `CAST(${value} AS BOOLEAN)` : value;
  if (test === 'empty') return type === 'string' ? `coalesce(${cell}, '') = ''` : `${cell} IS NULL`;
  if (test === 'filled') return type === 'string' ? `coalesce(${cell}, '') <> ''` : `${cell} IS NOT NULL`;
  if (test === 'differs') return `${cell} IS DISTINCT FROM ${wanted}`;
  if (test === 'contains') return `contains(lower(${cell}), lower(${value}))`;
  if (test === 'lacks') return `NOT contains(lower(coalesce(${cell}, '')), lower(${value}))`;
  return `${cell} ${comparisons[test]} ${wanted}`;
}

/** The value as it is bound. Yes and no travel as 1 and 0. */
function checkedValue({ test, value }: Condition, column: TableColumn): string | number | undefined {
  if (test === 'empty' || test === 'filled') return undefined;
  const { type } = column;
  const onText = test === 'contains' || test === 'lacks';
  const ordered = test !== 'equals' && test !== 'differs';
  if ((onText && type !== 'string') || (type === 'boolean' && ordered)) throw wrongTest(test, column);
  if (type === 'string' && typeof value === 'string') return value;
  if (type === 'boolean' && typeof value === 'boolean') return value ? 1 : 0;
  const isNumeric = type === 'number' || type === 'integer';
  if (isNumeric && typeof value === 'number' && Number.isFinite(value)) return value;
  throw wrongValue(value, column);
}

const wantedValues = {
  string: ['a text', '文本'],
  boolean: ['true or false', 'true 或 false'],
  number: ['a number', '数字'],
  integer: ['a number', '数字'],
} as const;

function wrongValue(value: unknown, { name, type }: TableColumn): TableError {
  const [en, zh] = wantedValues[type];
  const shown = JSON.stringify(value ?? null).slice(0, 60);
  return new TableError(
    `The column "${name}" is compared with ${en}, not with ${shown}.`,
    `“${name}”列只能与${zh}比较，不能与 ${shown} 比较。`,
  );
}

function wrongTest(test: FilterTest, { name, type }: TableColumn): TableError {
  return new TableError(
    `"${test}" cannot be asked of the column "${name}", which holds values of the type ${type}.`,
    `“${name}”列的类型为 ${type}，不能使用“${test}”条件。`,
  );
}

function tooMany(count: number): TableError {
  return new TableError(
    `A query has at most ${MOST_CONDITIONS} conditions, not ${count}.`,
    `一次查询最多 ${MOST_CONDITIONS} 个条件，而不是 ${count} 个。`,
  );
}
