import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrationRow, NodeError, promptRow, readConversation, TABLE_FILE } from '@heed/schema';
import { readTable, writeTable } from '@heed/tables';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { LONGEST_LINE } from '../shared/files/lines.ts';
import { runNode, testContext } from '../testing/index.ts';
import { run } from './run.ts';
import spec from './spec.ts';

type Options = Partial<z.input<typeof spec.config>> & { seed?: number };

/** Runs the node on a file with this content and reads what it wrote. */
async function load(name: string, content: string | Uint8Array, { seed = 1, ...config }: Options = {}) {
  await using context = await testContext(spec, { config: { file: name, ...config }, seed });
  await writeFile(join(context.folder, name), content);
  const { results, outputs } = await runNode(spec, run, context);
  const table = <Row extends z.ZodObject>(port: string, schema: Row) =>
    readTable(join(outputs[port]?.directory ?? '', TABLE_FILE), schema);
  return {
    results,
    logs: context.logs,
    progress: context.progress,
    demonstrations: await table('demonstrations', demonstrationRow),
    prompts: await table('prompts', promptRow),
    heldOut: await table('heldOutPrompts', promptRow),
    references: await table('references', demonstrationRow),
  };
}

/** The error that loading ends with, in both languages. */
async function failure(name: string, content: string | Uint8Array, config: Options = {}) {
  const error = await load(name, content, config).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(NodeError);
  return (error as NodeError).localized;
}

const good = '{"prompt": "Hi?", "completion": "Hello."}\n';

describe('references', () => {
  const lines = (count: number, line: (n: number) => object) =>
    Array.from({ length: count }, (_, n) => JSON.stringify({ prompt: `q${n}`, ...line(n) })).join('\n');
  const pairs = (rows: readonly { prompt: string; completion: string }[]) =>
    rows.map(({ prompt, completion }) => `${prompt} ${completion}`).sort();

  test('are the answers to the held-out prompts, which no demonstration shows', async () => {
    const content = lines(10, (n) => ({ completion: `a${n}` }));
    const { references, heldOut, demonstrations, results } = await load('a.jsonl', content, {
      heldOutFraction: 0.3,
    });
    expect(heldOut).toHaveLength(3);
    expect(pairs(references)).toEqual(
      heldOut.map(({ prompt }) => `${prompt} ${prompt.replace('q', 'a')}`).sort(),
    );
    expect(demonstrations.map(({ prompt }) => prompt)).not.toContain(references[0]?.prompt);
    expect(results.references).toBe(3);
  });

  test('come from a column of their own, one or several a prompt, also where there are no answers', async () => {
    const content = lines(3, (n) => ({ good: [[`x${n}`, `y${n}`], `only ${n}`, null][n] }));
    const wish = { completionColumn: '', referenceColumn: 'good', heldOutFraction: 0 };
    const { references, demonstrations } = await load('a.jsonl', content, wish);
    expect(pairs(references)).toEqual(['q0 x0', 'q0 y0', 'q1 only 1']);
    expect(demonstrations).toEqual([]);
    const repeated = await load(
      'a.jsonl',
      `${lines(2, () => ({ good: 'same' }))}\n{"prompt":"q1","good":"same"}`,
      wish,
    );
    expect(pairs(repeated.references)).toEqual(['q0 same', 'q1 same']);
  });

  test('that are no texts are bad lines, with the column in the sentence', async () => {
    const wish = { referenceColumn: 'good' };
    const { en } = await failure(
      'a.jsonl',
      lines(1, () => ({ completion: 'a', good: ['b', 7] })),
      wish,
    );
    expect(en).toContain('has no text in "good"');
    expect((await failure('a.jsonl', good, wish)).en).toContain('has no column "good"');
  });
});

describe('formats', () => {
  test('JSONL with byte order mark, Windows line ends, blank lines and no last newline', async () => {
    const lines = [
      '{"prompt":"你好吗?","completion":"很好。"}',
      '',
      '{"prompt":"Fine?","completion":"a\\nb","language":"fr"}',
      '   ',
      '{"prompt":"x","completion":"y","other":[1]}',
    ];
    const { demonstrations, results } = await load('chat.jsonl', `\uFEFF${lines.join('\r\n')}`, {
      heldOutFraction: 0,
    });
    expect(demonstrations.map(({ prompt, completion, language }) => [prompt, completion, language])).toEqual([
      ['你好吗?', '很好。', 'zh'],
      ['Fine?', 'a\nb', 'fr'],
      ['x', 'y', 'en'],
    ]);
    expect(results).toMatchObject({ records: 3, recordsZh: 1, recordsEn: 1, recordsOther: 1, badLines: 0 });
  });

  test('CSV with quotes, commas, newlines inside fields, Windows line ends and renamed columns', async () => {
    const content = '\uFEFFq,answer,n\r\n"He said ""hi"", then","two\r\nlines",1\r\n\r\n天气?,晴,2';
    const { demonstrations } = await load('chat.csv', content, {
      promptColumn: 'q',
      completionColumn: 'answer',
      heldOutFraction: 0,
    });
    expect(demonstrations.map(({ prompt, completion, language }) => [prompt, completion, language])).toEqual([
      ['He said "hi", then', 'two\r\nlines', 'en'],
      ['天气?', '晴', 'zh'],
    ]);
  });

  test('messages in place of texts are a conversation so far and its next answer, and one message is its words', async () => {
    const said = (role: string, content: string) => ({ role, content });
    const talk = [said('user', 'Tea?'), said('assistant', 'Hot or iced?'), said('user', '热的')];
    const lines = [
      { prompt: talk, completion: [said('assistant', 'Here.')] },
      { prompt: [said('user', 'Hi')], completion: 'Hello.' },
    ];
    const { demonstrations } = await load(
      'chat.jsonl',
      lines.map((line) => JSON.stringify(line)).join('\n'),
      {
        heldOutFraction: 0,
      },
    );
    expect(readConversation(demonstrations[0]?.prompt ?? '')).toEqual(talk);
    expect(demonstrations.map(({ completion, language }) => [completion, language])).toEqual([
      ['Here.', 'zh'],
      ['Hello.', 'en'],
    ]);
    expect(demonstrations[1]?.prompt).toBe('Hi');
    const whole = JSON.stringify({ messages: [...talk, said('assistant', 'Here.')] });
    const { demonstrations: parted } = await load('chat.jsonl', whole, { heldOutFraction: 0 });
    expect(parted.map(({ prompt, completion }) => [readConversation(prompt), completion])).toEqual([
      [talk, 'Here.'],
    ]);
    const open = JSON.stringify({ messages: talk });
    expect((await failure('chat.jsonl', open)).en).toContain('which must be one of the assistant');
    const { prompts } = await load('chat.jsonl', open, { heldOutFraction: 0, completionColumn: '' });
    expect(readConversation(prompts[0]?.prompt ?? '')).toEqual(talk);
    const tool = JSON.stringify({ prompt: [said('tool', 'x')], completion: 'y' });
    expect((await failure('chat.jsonl', tool)).en).toContain(
      'a message of the role "tool", which must be system,',
    );
  });

  test('TXT gives prompts and no demonstrations', async () => {
    const { prompts, demonstrations } = await load('p.txt', ' one\r\n\r\n二\n', { heldOutFraction: 0 });
    expect(prompts.map(({ prompt }) => prompt)).toEqual([' one', '二']);
    expect(demonstrations).toEqual([]);
  });

  test('Parquet, and what is no Parquet in spite of its name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'heed-parquet-'));
    const rows = [{ prompt: '天气？', completion: '晴', other: 1.5 }];
    const row = z.object({ prompt: z.string(), completion: z.string(), other: z.number() });
    await writeTable(join(folder, 'a.parquet'), row, rows);
    const { demonstrations } = await load('a.parquet', await readFile(join(folder, 'a.parquet')));
    expect(demonstrations).toMatchObject([{ prompt: '天气？', completion: '晴', language: 'zh' }]);
    expect((await failure('b.parquet', 'no')).en).toMatch(/^b\.parquet cannot be read as Parquet: /);
    await rm(folder, { recursive: true });
  });

  test('a file with prompts only is read with an empty answer column', async () => {
    const { prompts, demonstrations } = await load('p.jsonl', '{"prompt":"a"}\n{"prompt":"b"}', {
      completionColumn: '',
      heldOutFraction: 0,
    });
    expect([prompts.length, demonstrations.length]).toEqual([2, 0]);
  });

  test('the format can be chosen against the name, and a name without a meaning is refused', async () => {
    expect((await load('data.bin', good, { format: 'jsonl' })).results.records).toBe(1);
    expect((await failure('data.bin', good)).en).toBe(
      'The name of data.bin does not tell its format; choose it under "Format".',
    );
  });
});

describe('the split', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    prompt: `question ${index % 100}`,
    completion: `answer ${index}`,
  }));
  const content = rows.map((row) => JSON.stringify(row)).join('\n');

  test('goes by distinct prompt: no held-out prompt among the demonstrations', async () => {
    const { demonstrations, prompts, heldOut, results } = await load('s.jsonl', content);
    expect([prompts.length, heldOut.length, demonstrations.length]).toEqual([90, 10, 180]);
    const held = new Set(heldOut.map(({ prompt }) => prompt));
    expect(demonstrations.some(({ prompt }) => held.has(prompt))).toBe(false);
    expect(prompts.some(({ prompt }) => held.has(prompt))).toBe(false);
    expect(new Set([...prompts, ...heldOut].map(({ promptId }) => promptId)).size).toBe(100);
    expect(results).toMatchObject({ records: 200, demonstrations: 180, prompts: 90, heldOutPrompts: 10 });
  });

  test('follows the seed', async () => {
    const held = async (seed: number) => (await load('s.jsonl', content, { seed })).heldOut;
    expect(await held(1)).toEqual(await held(1));
    expect(await held(2)).not.toEqual(await held(1));
  });

  test('keeps at least one prompt on each side', async () => {
    const two = '{"prompt":"a","completion":"x"}\n{"prompt":"b","completion":"y"}';
    const few = await load('two.jsonl', two, { heldOutFraction: 0.9 });
    expect([few.prompts.length, few.heldOut.length]).toEqual([1, 1]);
    const one = await load('one.jsonl', good, { heldOutFraction: 0.9 });
    expect([one.prompts.length, one.heldOut.length]).toEqual([1, 0]);
  });

  test('a limit reads the first records only', async () => {
    const { results } = await load('s.jsonl', `${content}\nbroken`, { limit: 20 });
    expect(results.records).toBe(20);
  });
});

describe('what is wrong is said in one sentence', () => {
  const broken = `${good}{"prompt": "Hi again, this line goes on and on until it ends in a broken way", "comp\n${good}`;

  test('a broken JSON line: number and beginning', async () => {
    const { en, zh } = await failure('chat.jsonl', broken);
    expect(en).toBe(
      'Line 2 of chat.jsonl is not a JSON object: {"prompt": "Hi again, this line goes on and on until it ends….',
    );
    expect(zh).toMatch(/^chat\.jsonl 第 2 行不是 JSON 对象：/);
  });

  test('a broken line is skipped and counted where the config says so', async () => {
    const { results, logs } = await load('chat.jsonl', broken, { onBadLine: 'skip' });
    expect(results).toMatchObject({ records: 2, badLines: 1 });
    expect(logs[0]).toMatchObject({ level: 'warn' });
    expect(logs[0]?.text).toMatch(/^Skipped: Line 2 of chat\.jsonl is not a JSON object/);
  });

  test.each([
    ['an array', '[1, 2]\n', 'Line 1 of f.jsonl is not a JSON object: [1, 2].'],
    [
      'a missing column',
      '{"text":"a","label":1}',
      'Line 1 of f.jsonl has no column "prompt"; its columns are text, label.',
    ],
    [
      'a missing answer',
      '{"prompt":"a"}',
      'Line 1 of f.jsonl has no column "completion"; its columns are prompt.',
    ],
    ['a number for a prompt', '{"prompt":1,"completion":"a"}', 'Line 1 of f.jsonl has no text in "prompt".'],
    ['an empty prompt', `${good}{"prompt":" ","completion":"a"}`, 'Line 2 of f.jsonl has an empty "prompt".'],
    [
      'half a surrogate pair',
      '{"prompt":"a\\ud83d","completion":"a"}',
      'Line 1 of f.jsonl has half of a surrogate pair in "prompt".',
    ],
    ['an empty file', '', 'f.jsonl has 0 records; choose a file with data.'],
    ['a blank file', '\n \r\n', 'f.jsonl has 0 records; choose a file with data.'],
  ])('%s', async (_, content, sentence) => {
    expect((await failure('f.jsonl', content)).en).toBe(sentence);
  });

  test('a name that every object inherits is no column', async () => {
    const { en } = await failure('f.jsonl', good, { promptColumn: 'toString' });
    expect(en).toMatch(/^Line 1 of f\.jsonl has no column "toString"; its columns are prompt, completion\.$/);
  });

  test('only bad lines: how many, and the first', async () => {
    const { en } = await failure('f.jsonl', '{"text":"a"}\n{"text":"b"}', { onBadLine: 'skip' });
    expect(en).toBe(
      'f.jsonl has 0 good records among 2 bad lines. Line 1 of f.jsonl has no column "prompt"; its columns are text.',
    );
  });

  test('bytes that are not UTF-8: where', async () => {
    const bytes = Buffer.concat([Buffer.from(good), Buffer.from('{"prompt":"'), Buffer.from([0xc4, 0xe3])]);
    const at = good.length + 11;
    const { en } = await failure('gbk.jsonl', bytes);
    expect(en).toMatch(
      /^Line 2 of gbk\.jsonl is not UTF-8 at byte (\d+) of the file; save the file as UTF-8\.$/,
    );
    const byte = Number(/byte (\d+)/.exec(en)?.[1]);
    expect(byte).toBeGreaterThanOrEqual(at);
    expect(byte).toBeLessThanOrEqual(at + 1);
    expect((await failure('gbk.csv', bytes)).en).toMatch(/^Line 2 of gbk\.csv is not UTF-8 at byte/);
  });

  test('broken CSV: the line', async () => {
    const content = 'prompt,completion\na,b\nc,d,e\nf,g\n';
    expect((await failure('f.csv', content)).en).toMatch(/^Line 3 of f\.csv is not valid CSV: .*length/);
    const { results } = await load('f.csv', content, { onBadLine: 'skip' });
    expect(results).toMatchObject({ records: 2, badLines: 1 });
    expect((await failure('q.csv', 'prompt,completion\na,"b\n')).en).toMatch(
      /q\.csv is not valid CSV: Quote/,
    );
    expect((await failure('e.csv', 'prompt,completion\n')).en).toBe(
      'e.csv has 0 records; choose a file with data.',
    );
  });

  test('no such file, or a folder', async () => {
    await using missing = await testContext(spec, { config: { file: 'no.jsonl' } });
    await expect(run(missing.context)).rejects.toThrow(
      /^The file no\.jsonl does not exist \(looked for at .*no\.jsonl\); correct the path or upload the file\.$/,
    );
    await using folder = await testContext(spec, { config: { file: '.' } });
    await expect(run(folder.context)).rejects.toThrow('. is not a file; choose a data file.');
  });

  test('a line over 64 MB', async () => {
    const { en } = await failure(
      'big.txt',
      Buffer.concat([Buffer.from('a\n'), Buffer.alloc(LONGEST_LINE + 1, 97)]),
    );
    expect(en).toBe('Line 2 is longer than 64 MB; check that the file has one record a line.');
  });
});
