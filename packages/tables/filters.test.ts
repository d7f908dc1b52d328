import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  type Condition,
  distinctValues,
  type Filters,
  histogramOf,
  queryTable,
  streamTable,
  writeTable,
} from './index.ts';

const rowSchema = z.object({
  'name "x"': z.string().nullable(),
  score: z.number().nullable(),
  rank: z.int(),
  done: z.boolean(),
});
type Row = z.infer<typeof rowSchema>;

/** Texts that would mean something to SQL, were they not bound. */
const texts = ["it's", '"; DROP TABLE x --', '%', '_', '$value0', '晴天', 'ABC', 'abc', '', ' OR true', '\\'];
const rows: Row[] = Array.from({ length: 60 }, (_, index) => ({
  'name "x"': index % 13 === 12 ? null : (texts[index % texts.length] as string),
  score: index % 7 === 6 ? null : ((index * 37) % 50) / 4,
  rank: index % 5,
  done: index % 3 === 0,
}));

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-filters-'));
  file = join(folder, 'rows.parquet');
  await writeTable(file, rowSchema, rows);
});
afterAll(() => rm(folder, { recursive: true }));

/** What a condition means, in JavaScript. */
function holds(row: Row, { column, test: wanted, value }: Condition): boolean {
  const cell = row[column as keyof Row];
  if (wanted === 'empty') return cell === null || cell === '';
  if (wanted === 'filled') return cell !== null && cell !== '';
  if (wanted === 'differs') return cell !== value;
  const part = String(value).toLowerCase();
  if (wanted === 'lacks')
    return !String(cell ?? '')
      .toLowerCase()
      .includes(part);
  if (cell === null) return false;
  if (wanted === 'contains') return String(cell).toLowerCase().includes(part);
  if (wanted === 'equals') return cell === value;
  const order =
    typeof cell === 'number'
      ? cell - Number(value)
      : Buffer.compare(Buffer.from(String(cell)), Buffer.from(String(value)));
  return { below: order < 0, 'at-most': order <= 0, above: order > 0, 'at-least': order >= 0 }[wanted];
}

const orders = ['equals', 'differs', 'below', 'at-most', 'above', 'at-least', 'empty', 'filled'] as const;
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    column: fc.constant('name "x"'),
    test: fc.constantFrom(...orders, 'contains' as const, 'lacks' as const),
    value: fc.constantFrom(...texts),
  }),
  fc.record({
    column: fc.constantFrom('score', 'rank'),
    test: fc.constantFrom(...orders),
    value: fc.constantFrom(0, 1, 2.5, 3, 4, 7.75, -1, 1e308),
  }),
  fc.record({
    column: fc.constant('done'),
    test: fc.constantFrom('equals' as const, 'differs' as const, 'empty' as const),
    value: fc.boolean(),
  }),
);

describe('filters', () => {
  test('keep the rows for which all or any of their conditions hold, whatever text is in them', async () => {
    const filters: fc.Arbitrary<Filters> = fc.record({
      match: fc.constantFrom('all' as const, 'any' as const),
      conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
    });
    const property = fc.asyncProperty(filters, async (wanted) => {
      const { match, conditions } = wanted;
      const kept = rows.filter((row) =>
        match === 'all'
          ? conditions.every((one) => holds(row, one))
          : conditions.some((one) => holds(row, one)),
      );
      const page = await queryTable(file, { offset: 0, limit: 1000, filters: wanted });
      expect(page.rows).toEqual(kept);
      expect(page.total).toBe(kept.length);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('are refused with one sentence where column, test or value are wrong', async () => {
    const ask = (one: Condition) =>
      queryTable(file, { offset: 0, limit: 1, filters: { match: 'all', conditions: [one] } });
    await expect(ask({ column: 'x" OR 1=1', test: 'equals', value: 1 })).rejects.toThrow(
      'There is no column "x" OR 1=1"; the columns are name "x", score, rank, done.',
    );
    await expect(ask({ column: 'score', test: 'above', value: '3' })).rejects.toThrow(
      'The column "score" is compared with a number, not with "3".',
    );
    await expect(ask({ column: 'score', test: 'contains', value: '3' })).rejects.toThrow(
      '"contains" cannot be asked of the column "score", which holds values of the type number.',
    );
    await expect(ask({ column: 'done', test: 'below', value: true })).rejects.toThrow(/cannot be asked/);
  });

  test('go together with search and sort', async () => {
    const filters: Filters = { match: 'all', conditions: [{ column: 'done', test: 'equals', value: true }] };
    const page = await queryTable(file, {
      offset: 0,
      limit: 3,
      sort: 'rank',
      descending: true,
      search: 'ABC',
      filters,
    });
    const kept = rows.filter((row) => row.done && /abc/i.test(row['name "x"'] ?? ''));
    expect(page.total).toBe(kept.length);
    expect(page.rows).toEqual(kept.toSorted((a, b) => b.rank - a.rank).slice(0, 3));
  });
});

describe('what a column holds', () => {
  test('distinct values come with their counts, the most frequent first', async () => {
    const { values, total } = await distinctValues(file, { column: 'rank', limit: 3 });
    expect([values, total]).toEqual([[0, 1, 2].map((value) => ({ value, count: 12 })), 5]);
    const names = await distinctValues(file, { column: 'name "x"', limit: 100 });
    expect(names.total).toBe(texts.length);
    expect(names.values.find(({ value }) => value === null)?.count).toBe(4);
    await expect(distinctValues(file, { column: 'rank', limit: 0 })).rejects.toThrow(/Ask for 1 to 1000/);
  });

  test('a histogram counts every number once, and the gaps apart', async () => {
    const spread = await histogramOf(file, { column: 'score', bins: 8 });
    const numbers = rows.flatMap(({ score }) => (score === null ? [] : [score]));
    expect(spread.counts.reduce((sum, count) => sum + count, 0)).toBe(numbers.length);
    expect(spread.empty).toBe(60 - numbers.length);
    const [edges, counts] = [spread.edges, spread.counts];
    expect([edges[0], edges.at(-1)]).toEqual([Math.min(...numbers), Math.max(...numbers)]);
    expect(counts[0]).toBe(numbers.filter((one) => one < (edges[1] as number)).length);
    const whole = await histogramOf(file, { column: 'rank', bins: 20 });
    expect([whole.edges, whole.counts]).toEqual([
      [0, 1, 2, 3, 4, 5],
      [12, 12, 12, 12, 12],
    ]);
    const nothing = { match: 'all', conditions: [{ column: 'rank', test: 'above', value: 9 }] } as const;
    expect(await histogramOf(file, { column: 'rank', bins: 5, filters: nothing })).toMatchObject({
      edges: [],
      empty: 0,
    });
    await expect(histogramOf(file, { column: 'done', bins: 5 })).rejects.toThrow(/a histogram needs numbers/);
  });

  test('a table streams whole, in its order', async () => {
    const { columns, rows: parts } = await streamTable(file);
    const all: unknown[] = [];
    for await (const part of parts) all.push(...part);
    expect([columns.map(({ name }) => name), all]).toEqual([Object.keys(rowSchema.shape), rows]);
  });
});
