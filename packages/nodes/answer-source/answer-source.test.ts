import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { completionRow, TABLE_FILE } from '@heed/schema';
import { readTable } from '@heed/tables';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { runNode, testContext } from '../testing/index.ts';
import { run } from './run.ts';
import spec, { knownRow } from './spec.ts';

async function read(lines: readonly object[], config: Partial<z.input<typeof spec.config>> = {}) {
  await using trial = await testContext(spec, { config: { file: 'answers.jsonl', ...config } });
  await writeFile(
    join(trial.folder, 'answers.jsonl'),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  );
  const { results, outputs } = await runNode(spec, run, trial);
  const rows = await readTable(join(outputs.completions?.directory ?? '', TABLE_FILE), completionRow);
  return { results, rows };
}

test('answers to the same prompt come together, one a line or as a list, each text once', async () => {
  const { results, rows } = await read([
    { prompt: 'Hello?', completion: 'Hi.' },
    { prompt: '你好？', completion: ['你好！', '嗯。'] },
    { prompt: 'Hello?', completion: 'Go away.' },
    { prompt: 'Hello?', completion: 'Hi.' },
  ]);
  expect(rows.map(({ prompt, completion, language }) => [prompt, completion, language])).toEqual([
    ['Hello?', 'Hi.', 'en'],
    ['Hello?', 'Go away.', 'en'],
    ['你好？', '你好！', 'zh'],
    ['你好？', '嗯。', 'zh'],
  ]);
  expect(new Set(rows.map(({ completionId }) => completionId)).size).toBe(4);
  expect(rows.map(({ logProb, tokens }) => [logProb, tokens])).toEqual(rows.map(() => [null, null]));
  expect(results).toEqual({ records: 4, badLines: 0, prompts: 2, completions: 4, repeated: 1 });
});

test('other columns are read where they are named', async () => {
  const { rows } = await read([{ question: 'Hello?', reply: 'Hi.', language: 'fr' }], {
    promptColumn: 'question',
    completionColumn: 'reply',
  });
  expect(rows).toMatchObject([{ prompt: 'Hello?', completion: 'Hi.', language: 'fr' }]);
});

test('a line without an answer stops the node with its number, or is counted', async () => {
  const lines = [{ prompt: 'Hello?', completion: 'Hi.' }, { prompt: 'Hello?' }];
  await expect(read(lines)).rejects.toThrow('Line 2 of answers.jsonl has no column "completion"');
  const { results } = await read(lines, { onBadLine: 'skip' });
  expect(results).toMatchObject({ completions: 1, badLines: 1 });
});

test('a column says which answers are right; one that is nowhere is refused', async () => {
  await using trial = await testContext(spec, { config: { file: 'answers.csv', goldColumn: 'gold' } });
  const write = (...lines: string[]) => writeFile(join(trial.folder, 'answers.csv'), lines.join('\n'));
  await write('prompt,completion,gold', 'Sky?,blue,blue', 'Sky?,red,blue', 'Sea?,wet,', 'Sea?,dry,');
  const { results, outputs } = await runNode(spec, run, trial);
  const rows = await readTable(join(outputs.completions?.directory ?? '', TABLE_FILE), knownRow);
  expect(rows.map(({ completion, gold }) => [completion, gold])).toEqual([
    ['blue', 1],
    ['red', 0],
    ['wet', null],
    ['dry', null],
  ]);
  expect(results).toMatchObject({ prompts: 2, known: 1 });
  await write('prompt,completion,gold', 'Sky?,blue,green', 'Sky?,red,green');
  await expect(run(trial.context)).rejects.toThrow(
    'none of the answers to "Sky?" is right by the column "gold"',
  );
  await write('prompt,completion', 'Sky?,blue');
  await expect(run(trial.context)).rejects.toThrow(
    'No line of answers.csv says in the column "gold" what is right',
  );
});
