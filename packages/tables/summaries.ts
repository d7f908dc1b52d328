import { type Cell, describeColumns, sqlTypes } from './columns.ts';
import { onTable, parquetSource, quoteName, TableError } from './duckdb.ts';
import { columnNamed, type Selection, whereOf } from './filters.ts';
import { MOST_BINS, MOST_VALUES } from './limits.ts';
import { fetchRows } from './read.ts';

export interface DistinctValues {
  /** The most frequent first; a gap is null. */
  values: { value: Cell; count: number }[];
  /** Different values in all, gaps not counted. */
  total: number;
}

/** The values of a column with how often each stands in the rows selected, for a filter menu. */
export async function distinctValues(
  file: string,
  { column: name, limit, ...selection }: Selection & { column: string; limit: number },
): Promise<DistinctValues> {
  checkCount(limit, MOST_VALUES, 'values', '个值');
  return onTable(file, async (connection) => {
    const columns = await describeColumns(connection, file);
    const column = columnNamed(name, columns);
    const { sql, values } = whereOf(selection, columns);
    const cell = `CAST(${quoteName(column.name)} AS ${sqlTypes[column.type]})`;
    const from = `FROM ${parquetSource(file)} ${sql}`;
    const order = `GROUP BY 1 ORDER BY 2 DESC, 1 NULLS LAST LIMIT ${limit}`;
    const rows = await fetchRows(
      connection,
      `SELECT ${cell} AS value, count(*) AS count ${from} ${order}`,
      values,
    );
    const [all] = await fetchRows(connection, `SELECT count(DISTINCT ${cell}) AS total ${from}`, values);
    return {
      values: rows.map(({ value, count }) => ({ value: value ?? null, count: Number(count) })),
      total: Number(all?.total),
    };
  });
}

export interface ColumnHistogram {
  /** Ends of the bins, one more than counts; the last bin holds its upper end. Empty where there is no number. */
  edges: number[];
  counts: number[];
  lowest: number | null;
  highest: number | null;
  mean: number | null;
  median: number | null;
  /** Rows selected without a finite number in this column. */
  empty: number;
}

/** How the numbers of a column are spread over the rows selected. Throws a `TableError` for a column of texts. */
export async function histogramOf(
  file: string,
  { column: name, bins, ...selection }: Selection & { column: string; bins: number },
): Promise<ColumnHistogram> {
  checkCount(bins, MOST_BINS, 'bins', '个区间');
  return onTable(file, async (connection) => {
    const columns = await describeColumns(connection, file);
    const column = columnNamed(name, columns);
    if (column.type !== 'number' && column.type !== 'integer') throw notNumeric(name, column.type);
    const { sql, values } = whereOf(selection, columns);
    const cell = `CAST(${quoteName(column.name)} AS DOUBLE)`;
    const cells = `SELECT CASE WHEN isfinite(${cell}) THEN ${cell} END AS x FROM ${parquetSource(file)} ${sql}`;
    const figures =
      'min(x) AS low, max(x) AS high, avg(x) AS mean, median(x) AS median, count(x) AS n, count(*) AS total';
    const [row = {}] = await fetchRows(connection, `SELECT ${figures} FROM (${cells})`, values);
    const empty = Number(row.total) - Number(row.n);
    if (!Number(row.n)) return { ...none, empty };
    const edges = edgesOf(Number(row.low), Number(row.high), bins, column.type === 'integer');
    const width = (edges[1] as number) - (edges[0] as number);
    const place = `least(${edges.length - 2}, CAST(floor((x - $low) / $width) AS BIGINT))`;
    const counted = await fetchRows(
      connection,
      `SELECT ${place} AS bin, count(*) AS count FROM (${cells}) WHERE x IS NOT NULL GROUP BY bin`,
      { ...values, low: edges[0] as number, width },
    );
    const counts = Array.from({ length: edges.length - 1 }, () => 0);
    for (const { bin, count } of counted) counts[Number(bin)] = Number(count);
    const { low: lowest, high: highest, mean, median } = row as Record<string, number>;
    return { edges, counts, lowest, highest, mean, median, empty } as ColumnHistogram;
  });
}

const none = { edges: [], counts: [], lowest: null, highest: null, mean: null, median: null };

/** Whole numbers get one bin each where they fit; a single value stands in one bin of width 1. */
function edgesOf(low: number, high: number, bins: number, whole: boolean): number[] {
  const fits = whole && high - low + 1 <= bins;
  if (low === high || fits) {
    return Array.from({ length: high - low + 2 }, (_, index) => low + index);
  }
  const width = (high - low) / bins;
  return Array.from({ length: bins + 1 }, (_, index) => (index === bins ? high : low + index * width));
}

function checkCount(count: number, most: number, en: string, zh: string): void {
  if (Number.isSafeInteger(count) && count >= 1 && count <= most) return;
  throw new TableError(
    `Ask for 1 to ${most} ${en}, not ${count}.`,
    `请要求 1 到 ${most} ${zh}，而不是 ${count}。`,
  );
}

function notNumeric(name: string, type: string): TableError {
  return new TableError(
    `The column "${name}" holds values of the type ${type}; a histogram needs numbers.`,
    `“${name}”列的类型为 ${type}；直方图需要数字。`,
  );
}
