import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeError, preferenceRow, rankingRow, ratingRow, TABLE_FILE } from '@heed/schema';
import { readTable, writeTable } from '@heed/tables';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { promptIdOf } from '../shared/prompt-id.ts';
import { runNode, testContext } from '../testing/index.ts';
import { run } from './run.ts';
import spec from './spec.ts';

type Options = Partial<z.input<typeof spec.config>>;

/** Runs the node on a file with this content and reads what it wrote. */
async function load(name: string, content: string | Uint8Array, config: Options = {}) {
  await using context = await testContext(spec, { config: { file: name, ...config } });
  await writeFile(join(context.folder, name), content);
  const { results, outputs } = await runNode(spec, run, context);
  const table = <Row extends z.ZodObject>(port: string, schema: Row) =>
    readTable(join(outputs[port]?.directory ?? '', TABLE_FILE), schema);
  return {
    results,
    logs: context.logs,
    preferences: await table('preferences', preferenceRow),
    rankings: await table('rankings', rankingRow),
    ratings: await table('ratings', ratingRow),
  };
}

/** The error that loading ends with, in English. */
async function failure(content: string | object[], config: Options = {}, name = 'f.jsonl') {
  const error = await load(name, typeof content === 'string' ? content : lines(...content), config).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(NodeError);
  return (error as NodeError).localized.en;
}

const lines = (...records: object[]) => records.map((one) => JSON.stringify(one)).join('\n');
const ranked = (rows: { completion: string; rank: number }[]) =>
  rows.map(({ completion, rank }) => [completion, rank]);

describe('rankings', () => {
  test('as lists, best first, with ties and a labeler; every line is a ranking of its own', async () => {
    const { rankings, results, preferences, ratings } = await load(
      'r.jsonl',
      lines(
        { prompt: '天气？', answers: ['晴', ['雨', '雪'], '不知道'], labeler: 'ann' },
        { prompt: '天气？', answers: ['雨', '晴'] },
      ),
    );
    expect(ranked(rankings)).toEqual([
      ['晴', 1],
      ['雨', 2],
      ['雪', 2],
      ['不知道', 4],
      ['雨', 1],
      ['晴', 2],
    ]);
    expect(new Set(rankings.map(({ rankingId }) => rankingId)).size).toBe(2);
    expect(rankings[0]).toMatchObject({ promptId: promptIdOf('天气？'), language: 'zh', labeler: 'ann' });
    expect(rankings[5]?.labeler).toBeNull();
    expect([preferences, ratings]).toEqual([[], []]);
    expect(results).toMatchObject({ records: 2, prompts: 1, rankings: 2, preferences: 0, ratings: 0 });
  });

  test('as rows, which belong together by id, or else by prompt and labeler', async () => {
    const row = (completion: string, rank: number, more = {}) => ({ prompt: 'p', completion, rank, ...more });
    const byPrompt = await load('r.jsonl', lines(row('a', 1), row('b', 2), row('c', 2)));
    expect(ranked(byPrompt.rankings)).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 2],
    ]);
    expect(byPrompt.results.rankings).toBe(1);
    const labelers = ['ann', 'bob'].flatMap((labeler) => [
      row('a', 1, { labeler }),
      row('b', 2, { labeler }),
    ]);
    expect((await load('r.jsonl', lines(...labelers))).results.rankings).toBe(2);
    const ids = [7, 8].flatMap((rankingId) => [row('a', 1, { rankingId }), row('b', 2, { rankingId })]);
    expect((await load('r.jsonl', lines(...ids))).rankings.map(({ rankingId }) => rankingId)).toEqual([
      '7',
      '7',
      '8',
      '8',
    ]);
  });

  test('from CSV, where numbers and lists are text', async () => {
    const rows = await load('r.csv', 'prompt,completion,rank,labeler\np,a,1,\np,"b, too",2,\n');
    expect(ranked(rows.rankings)).toEqual([
      ['a', 1],
      ['b, too', 2],
    ]);
    const lists = await load('r.csv', 'prompt,answers\np,"[""a"",""b""]"\n');
    expect(ranked(lists.rankings)).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
});

describe('ratings', () => {
  test('by the column "rating" or "score" or a chosen one, with an error or without', async () => {
    const one = { prompt: 'p', completion: 'a' };
    const { ratings } = await load(
      'r.jsonl',
      lines({ ...one, rating: 4, standardError: 0.5 }, { ...one, rating: -1.5 }),
    );
    expect(ratings.map(({ rating, standardError }) => [rating, standardError])).toEqual([
      [4, 0.5],
      [-1.5, null],
    ]);
    expect((await load('r.csv', 'prompt,completion,score\np,a,3.25\n')).ratings[0]?.rating).toBe(3.25);
    const renamed = { promptColumn: 'q', completionColumn: 'a', ratingColumn: 'stars' };
    expect((await load('r.jsonl', lines({ q: 'p', a: 'x', stars: 5 }), renamed)).ratings[0]).toMatchObject({
      prompt: 'p',
      completion: 'x',
      rating: 5,
    });
  });

  test('from Parquet', async () => {
    await using place = await testContext(spec, { config: { file: 'x' } });
    const row = z.object({
      prompt: z.string(),
      completion: z.string(),
      score: z.number(),
      language: z.string(),
    });
    const file = join(place.folder, 'r.parquet');
    await writeTable(file, row, [{ prompt: 'p', completion: 'a', score: 0.5, language: 'fr' }]);
    const { ratings } = await load('r.parquet', await readFile(file));
    expect(ratings).toMatchObject([{ prompt: 'p', completion: 'a', rating: 0.5, language: 'fr' }]);
  });
});

test('preferences, with a strength or without', async () => {
  const pair = { prompt: 'p', chosen: 'a', rejected: 'b' };
  const { preferences, results } = await load('p.jsonl', lines(pair, { ...pair, strength: 0.5 }));
  expect(
    preferences.map(({ chosen, rejected, preferenceStrength }) => [chosen, rejected, preferenceStrength]),
  ).toEqual([
    ['a', 'b', 1],
    ['a', 'b', 0.5],
  ]);
  expect(results).toMatchObject({ preferences: 2, rankings: 0, ratings: 0 });
});

describe('files of other tools', () => {
  test('are recognized by their first record: a JSON export of Label Studio with pairs, ratings and ties', async () => {
    const task = (id: number, result: object) => ({
      id,
      data: { prompt: `p${id}`, answer1: 'x', answer2: 'y' },
      annotations: [{ completed_by: { email: 'ann@example.org' }, result: [result] }],
    });
    const pairwise = (selected: string) => ({ type: 'pairwise', value: { selected } });
    const tasks = [task(1, pairwise('right')), task(2, pairwise('none'))];
    const { preferences, results } = await load('export.json', JSON.stringify(tasks, undefined, 2));
    expect(
      preferences.map(({ chosen, rejected, preferenceStrength }) => [chosen, rejected, preferenceStrength]),
    ).toEqual([
      ['y', 'x', 1],
      ['x', 'y', 0.5],
    ]);
    expect(results).toMatchObject({ records: 2, prompts: 2, preferences: 2 });
  });

  test('records of Argilla, dialogues of HH-RLHF, conversations and labels of TRL', async () => {
    const argilla = {
      fields: { instruction: 'p', a: 'x', b: 'y' },
      responses: { order: [{ value: ['b', 'a'], user_id: 'u1' }] },
    };
    const { rankings } = await load('records.json', JSON.stringify([argilla]));
    expect(rankings.map(({ completion, rank, labeler }) => [completion, rank, labeler])).toEqual([
      ['y', 1, 'u1'],
      ['x', 2, 'u1'],
    ]);
    const start = '\n\nHuman: Hi\n\nAssistant:';
    const hh = await load('hh.jsonl', lines({ chosen: `${start} a`, rejected: `${start} b` }));
    expect(hh.preferences).toMatchObject([{ prompt: 'Hi', chosen: 'a', rejected: 'b' }]);
    const message = (content: string, role = 'assistant') => [{ role, content }];
    const trl = { prompt: message('Hi', 'user'), chosen: message('a'), rejected: message('b') };
    expect((await load('t.jsonl', lines(trl))).preferences).toMatchObject([{ prompt: 'Hi', chosen: 'a' }]);
    const unpaired = await load('u.csv', 'prompt,completion,label\np,a,True\np,b,False\n');
    expect(unpaired.ratings.map(({ completion, rating }) => [completion, rating])).toEqual([
      ['a', 1],
      ['b', 0],
    ]);
  });

  test('a JSON file that is no list is refused in one sentence', async () => {
    expect(await failure('{"a": 1}', {}, 'f.json')).toBe(
      'Line 1 of f.json does not begin a JSON list of objects: {"a": 1}.',
    );
    expect(await failure('[1]', { form: 'argilla' }, 'f.json')).toBe('Line 1 of f.json is not an object.');
  });
});

describe('what is wrong is said in one sentence', () => {
  const answer = { prompt: 'p', completion: 'a' };
  test.each([
    [
      'columns of no form',
      [answer],
      'Line 1 of f.jsonl has the columns prompt, completion, but needs "chosen" and "rejected", "answers", or "completion" with "rank", "rating" or "score".',
    ],
    [
      'one answer in a list',
      [{ prompt: 'p', answers: ['a'] }],
      'Line 1 of f.jsonl has 1 answers, but a ranking needs two or more.',
    ],
    ['no list', [{ prompt: 'p', answers: 'a' }], 'Line 1 of f.jsonl has no list in "answers".'],
    [
      'a number in a list',
      [{ prompt: 'p', answers: ['a', 1] }],
      'Line 1 of f.jsonl has no text in "answers".',
    ],
    [
      'a rank of 0',
      [{ ...answer, rank: 0 }],
      'Line 1 of f.jsonl has the rank 0, which must be a whole number from 1.',
    ],
    [
      'a rating in words',
      [{ ...answer, rating: 'good' }],
      'Line 1 of f.jsonl has no number in "rating", but "good".',
    ],
    ['no rating', [{ ...answer, rating: null }], 'Line 1 of f.jsonl has no number in "rating", but null.'],
    [
      'a negative error',
      [{ ...answer, rating: 1, standardError: -1 }],
      'Line 1 of f.jsonl has the standard error -1, which must not be negative.',
    ],
    [
      'an empty answer',
      [{ prompt: 'p', chosen: ' ', rejected: 'b' }],
      'Line 1 of f.jsonl has an empty "chosen".',
    ],
    [
      'a strength over 1',
      [{ prompt: 'p', chosen: 'a', rejected: 'b', strength: 2 }],
      'Line 1 of f.jsonl has the strength 2, which must lie between 0.5 (a tie) and 1 (a clear choice).',
    ],
    [
      'a second line of another form',
      [
        { ...answer, rank: 1 },
        { ...answer, rating: 3 },
      ],
      'Line 2 of f.jsonl has no column "rank"; its columns are prompt, completion, rating.',
    ],
    [
      'ranks of which no two belong together',
      [
        { ...answer, rank: 1 },
        { ...answer, prompt: 'q', rank: 1 },
      ],
      'f.jsonl has 2 ranked answers, but no two of the same ranking; give the answers of a ranking the same prompt, and the same "rankingId" where there is one.',
    ],
  ])('%s', async (_, records, sentence) => {
    expect(await failure(records)).toBe(sentence);
  });

  test('an empty file; a form that does not fit', async () => {
    expect(await failure('')).toBe('f.jsonl has 0 records; choose a file with data.');
    expect(await failure([answer], { form: 'ratings' })).toMatch(/^Line 1 of f\.jsonl has no column "score"/);
  });

  test('a bad line is skipped and counted where the config says so', async () => {
    const content = lines({ ...answer, rating: 1 }, { ...answer, rating: 'x' }, { ...answer, rating: 2 });
    const { results, logs } = await load('r.jsonl', content, { onBadLine: 'skip' });
    expect(results).toMatchObject({ records: 2, badLines: 1, ratings: 2 });
    expect(logs[0]?.text).toBe('Skipped: Line 2 of r.jsonl has no number in "rating", but "x".');
  });
});
