import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { queryTable, readTable, writeTable } from './index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heed-tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

const rowSchema = z.object({
  name: z.string(),
  size: z.number(),
  tokens: z.int(),
  done: z.boolean(),
  mood: z.enum(['good', 'bad']),
  note: z.string().nullable(),
});
type Row = z.infer<typeof rowSchema>;

function row(name: string, change: Partial<Row> = {}): Row {
  return { name, size: 0.1, tokens: 3, done: true, mood: 'good', note: null, ...change };
}

const strange = [
  row('今天的天气非常好,适合出门散步。'),
  row('she said "hi", it\'s\nraining\r\n\tand \\ that was 50% of it'),
  row('', { size: -0, tokens: Number.MAX_SAFE_INTEGER, done: false, mood: 'bad', note: '' }),
  row('👩‍👩‍👧 𠮷', { size: Number.MIN_VALUE, tokens: Number.MIN_SAFE_INTEGER, note: 'x' }),
  row('null', { size: 1.7976931348623157e308 }),
];

describe('writing and reading', () => {
  test('every value comes back as it was: Chinese, quotes, newlines, gaps, the ends of the number range', async () => {
    const file = join(folder, 'strange.parquet');
    expect(await writeTable(file, rowSchema, strange)).toBe(strange.length);
    expect(await readTable(file, rowSchema)).toEqual(strange);
    expect(await readTable(file)).toEqual(strange);
  });

  test('an empty table keeps its columns', async () => {
    const file = join(folder, 'empty.parquet');
    expect(await writeTable(file, rowSchema, [])).toBe(0);
    expect(await readTable(file, rowSchema)).toEqual([]);
    const page = await queryTable(file, { offset: 0, limit: 10 });
    expect(page).toMatchObject({ rows: [], total: 0 });
    expect(page.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'name: string',
      'size: number',
      'tokens: integer',
      'done: boolean',
      'mood: string',
      'note: string',
    ]);
  });

  test('a table carries what its schema says of the columns', async () => {
    const [plain, told] = [join(folder, 'plain.parquet'), join(folder, 'told.parquet')];
    const about = { title: { en: "A place's name", zh: '地名' }, kind: 'text' };
    const schema = z.object({ place: z.string().nullable().meta({ column: about }), size: z.number() });
    await writeTable(told, schema, [{ place: '北京', size: 1 }]);
    const { columns } = await queryTable(told, { offset: 0, limit: 1 });
    expect(columns).toEqual([
      { name: 'place', type: 'string', about },
      { name: 'size', type: 'number' },
    ]);
    await writeTable(plain, rowSchema, strange);
    expect((await queryTable(plain, { offset: 0, limit: 1 })).columns.some((one) => 'about' in one)).toBe(
      false,
    );
  });

  test('several files are one table, whose rows stay in the order of the files', async () => {
    const files = ['first', 'second'].map((name) => join(folder, `${name}.parquet`));
    const [first = '', second = ''] = files;
    await writeTable(first, rowSchema, [row('b'), row('a', { tokens: 4 })]);
    const names = async () => {
      const page = await queryTable(files, { offset: 1, limit: 3, search: '', sort: 'tokens' });
      return [page.total, ...page.rows.map(({ name }) => name)];
    };
    await writeTable(second, rowSchema, [row('c'), row('d')]);
    expect(await names()).toEqual([4, 'c', 'd', 'a']);
    // a file that was replaced within the same moment is read anew
    await writeTable(`${second}.new`, rowSchema, [row('e'), row('f')]);
    await rename(`${second}.new`, second);
    expect(await names()).toEqual([4, 'e', 'f', 'a']);
    await expect(queryTable([first, 'nowhere'], { offset: 0, limit: 1 })).rejects.toThrow(
      /no table at nowhere/,
    );
  });

  test('a path with quotes and pattern characters is a plain path', async () => {
    const file = join(folder, 'it\'s [a] *b? "c" 数据.parquet');
    await writeTable(file, rowSchema, [row('x')]);
    await writeTable(join(folder, 'a.parquet'), rowSchema, [row('other')]);
    expect(await readTable(file, rowSchema)).toEqual([row('x')]);
    expect((await queryTable(file, { offset: 0, limit: 5 })).total).toBe(1);
  });

  test('100,000 rows from a generator keep their order, and equal rows give equal bytes', async () => {
    const schema = z.object({ id: z.string(), step: z.int(), value: z.number() });
    function* rows() {
      for (let step = 0; step < 100_000; step++) yield { id: `id-${step % 977}`, step, value: step / 7 };
    }
    const files = [join(folder, 'one.parquet'), join(folder, 'two.parquet')] as const;
    for (const file of files) expect(await writeTable(file, schema, rows())).toBe(100_000);
    const [first, second] = await Promise.all(files.map((file) => readFile(file)));
    expect(first?.equals(second as Buffer)).toBe(true);
    const back = await readTable(files[0], schema);
    expect(back.length).toBe(100_000);
    expect(back.every(({ step, value }, index) => step === index && value === index / 7)).toBe(true);
  });

  test('tables can be written side by side, also from an async source', async () => {
    async function* source(name: string) {
      for (let index = 0; index < 3000; index++) yield row(`${name}${index}`);
    }
    const names = ['a', 'b', 'c'];
    await Promise.all(
      names.map((name) => writeTable(join(folder, `side-${name}.parquet`), rowSchema, source(name))),
    );
    for (const name of names) {
      const back = await readTable(join(folder, `side-${name}.parquet`), rowSchema);
      expect([back.length, back[0]?.name, back[2999]?.name]).toEqual([3000, `${name}0`, `${name}2999`]);
    }
  });

  test.each<[string, unknown, RegExp]>([
    ['a number for text', row(5 as never), /^Row 2 of bad\.parquet: "name" must be text, not 5\.$/],
    ['a missing value', { ...row('x'), size: undefined }, /"size" must be a finite number, not undefined/],
    ['not a number', row('x', { size: Number.NaN }), /"size" must be a finite number, not NaN/],
    ['a broken integer', row('x', { tokens: 1.5 }), /"tokens" must be a finite integer, not 1\.5/],
    ['null where it is not allowed', row(null as never), /"name" is null/],
    ['half a surrogate pair', row('\ud83d'), /"name" holds half of a surrogate pair/],
  ])('%s is refused with row and column', async (_, bad, message) => {
    const write = writeTable(join(folder, 'bad.parquet'), rowSchema, [row('fine'), bad as Row]);
    await expect(write).rejects.toThrow(message);
  });

  test('a field that is no column is refused by name', async () => {
    const file = join(folder, 'never.parquet');
    const list = z.object({ parts: z.array(z.string()) });
    await expect(writeTable(file, list, [])).rejects.toThrow(/Column "parts" must be a required text/);
    const optional = z.object({ note: z.string().optional() });
    await expect(writeTable(file, optional, [])).rejects.toThrow(/use nullable\(\)/);
  });

  test('reading says what is wrong: no file, no Parquet, a missing column, a bad value', async () => {
    await expect(readTable(join(folder, 'no.parquet'))).rejects.toThrow(
      /^There is no table at .*no\.parquet/,
    );
    const text = join(folder, 'text.parquet');
    await writeFile(text, 'hello, this is not parquet');
    await expect(readTable(text)).rejects.toThrow(/text\.parquet cannot be read as a Parquet table/);
    const file = join(folder, 'some.parquet');
    await writeTable(file, z.object({ name: z.string(), mood: z.string() }), [{ name: 'a', mood: 'odd' }]);
    await expect(readTable(file, rowSchema)).rejects.toThrow(
      /some\.parquet has no column "size"; it has name, mood\./,
    );
    const narrow = rowSchema.pick({ mood: true });
    await expect(readTable(file, narrow)).rejects.toThrow(/Row 1 of some\.parquet: "mood" is wrong/);
  });
});

describe('paging', () => {
  const schema = z.object({ text: z.string(), group: z.int(), 'odd "name"': z.string() });
  let file: string;
  beforeAll(async () => {
    file = join(folder, 'pages.parquet');
    const words = ['Sunny', 'RAIN', '下雨', "it's 100%", 'a_b'];
    const rows = Array.from({ length: 2500 }, (_, index) => ({
      text: `${words[index % 5]} ${index}`,
      group: index % 3,
      'odd "name"': `ÄPFEL ${index % 2}`,
    }));
    await writeTable(file, schema, rows);
  });

  test('pages sorted by a column with ties hold every row once', async () => {
    const seen = new Set<unknown>();
    let last = Number.POSITIVE_INFINITY;
    for (let offset = 0; offset < 2500; offset += 1000) {
      const { rows, total } = await queryTable(file, {
        offset,
        limit: 1000,
        sort: 'group',
        descending: true,
      });
      expect(total).toBe(2500);
      for (const { text, group } of rows) {
        expect(Number(group)).toBeLessThanOrEqual(last);
        last = Number(group);
        seen.add(text);
      }
    }
    expect(seen.size).toBe(2500);
    expect((await queryTable(file, { offset: 2500, limit: 10 })).rows).toEqual([]);
  });

  test.each([
    ['sunny', 500],
    ['rain', 500],
    ['下雨', 500],
    ["IT'S 100%", 500],
    ['a_b', 500],
    ['%', 500],
    ['äpfel 1', 1250],
    ["'; DROP TABLE x; --", 0],
    ['', 2500],
  ])('searching %j finds %i rows, upper and lower case alike', async (search, total) => {
    expect((await queryTable(file, { offset: 0, limit: 1, search })).total).toBe(total);
  });

  test('a search goes together with sort and page', async () => {
    const { rows, total } = await queryTable(file, {
      offset: 1,
      limit: 2,
      sort: 'odd "name"',
      search: '下雨 1',
    });
    expect(rows.map((one) => one.text)).toEqual(['下雨 102', '下雨 112']);
    expect(total).toBe(222);
  });

  test('an unknown column, a page too long and a bad offset are refused', async () => {
    const ask = (query: object) => queryTable(file, { offset: 0, limit: 10, ...query });
    await expect(ask({ sort: 'text; --' })).rejects.toThrow(
      'There is no column "text; --"; the columns are text, group, odd "name".',
    );
    await expect(ask({ limit: 1001 })).rejects.toThrow('A page holds 0 to 1000 rows, not 1001.');
    await expect(ask({ offset: -1 })).rejects.toThrow('A page starts at row 0 or later, not at -1.');
  });
});
