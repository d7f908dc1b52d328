import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defineNode, field, type NodeRun, promptRow, TABLE_FILE, text } from '@heed/schema';
import { readTable, writeTable } from '@heed/tables';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runNode, tableArtifact, testContext } from './index.ts';

const about = { title: text('Copy', '复制'), help: text('Copies.', '复制。') };

const spec = defineNode({
  kind: 'copy',
  version: 1,
  category: 'data',
  title: about.title,
  summary: about.help,
  inputs: { from: { accepts: ['prompts'], ...about } },
  outputs: { to: { type: 'prompts', ...about } },
  config: z.object({ suffix: field(z.string().default('!'), about) }),
  metrics: { rows: about },
});

const run: NodeRun<z.infer<typeof spec.config>> = async (context) => {
  const [from] = context.inputs.from ?? [];
  const rows = await readTable(join(from?.directory ?? '', TABLE_FILE), promptRow);
  const to = context.output('to');
  const copied = rows.map((row) => ({ ...row, prompt: row.prompt + context.config.suffix }));
  await writeTable(join(to.directory, TABLE_FILE), promptRow, copied);
  to.describe({ facts: { modality: 'text' }, summary: [{ title: about.title, value: rows.length }] });
  context.progress(1, 'done');
  context.metrics(0, { rows: rows.length });
  return { rows: rows.length };
};

const rows = [{ promptId: 'p1', prompt: '你好', language: 'zh' }];

test('nodes run one after the other on published artifacts, and the folders go afterwards', async () => {
  let folder = '';
  {
    await using first = await testContext(spec);
    await using second = await testContext(spec, { config: { suffix: '?' } });
    folder = first.folder;
    const prompts = await tableArtifact(join(first.folder, 'in'), 'prompts', promptRow, rows);
    first.context.inputs = { from: [prompts] };
    const one = await runNode(spec, run, first);
    second.context.inputs = { from: [one.outputs.to as typeof prompts] };
    const two = await runNode(spec, run, second);
    expect(two.results).toEqual({ rows: 1 });
    const [row] = await readTable(join(two.outputs.to?.directory ?? '', TABLE_FILE), promptRow);
    expect(row?.prompt).toBe('你好!?');
    expect(first.progress).toEqual([{ fraction: 1, message: 'done' }]);
    expect(first.metrics).toEqual([{ step: 0, values: { rows: 1 } }]);
    const { manifest, id } = one.outputs.to as typeof prompts;
    expect(manifest).toMatchObject({ type: 'prompts', facts: { modality: 'text' }, summary: [{ value: 1 }] });
    expect(manifest.files.map(({ path }) => path)).toEqual([TABLE_FILE]);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
  }
  expect(existsSync(folder)).toBe(false);
});

test('equal work gives an equal artifact id', async () => {
  await using test = await testContext(spec);
  const make = (name: string) => tableArtifact(join(test.folder, name), 'prompts', promptRow, rows);
  expect((await make('a')).id).toBe((await make('b')).id);
});

test('a metric without an explanation, an unknown port and a forgotten output are refused', async () => {
  await using test = await testContext(spec);
  expect(() => test.context.metrics(1, { loss: 1 })).toThrow(/the metric "loss", which its spec does not/);
  expect(() => test.context.metrics(1, { rows: Number.NaN })).toThrow('The metric "rows" of "copy" is NaN.');
  expect(() => test.context.output('nowhere')).toThrow('"copy" has no output "nowhere".');
  await expect(runNode(spec, async () => undefined, test)).rejects.toThrow(/did not write its outputs to\./);
});

test('paths start at the graph, and people answer as the test says', async () => {
  await using test = await testContext(spec, { ask: () => [] });
  await writeFile(test.context.resolveFile('data.txt'), 'hi');
  expect(await readFile(join(test.folder, 'data.txt'), 'utf8')).toBe('hi');
  const request = {
    form: 'pairwise',
    formVersion: 1,
    settings: {},
    guidelines: '',
    question: about.title,
    overlap: 1,
    labelSet: '',
  };
  expect(await test.context.ask({ ...request, tasks: [], judgements: [] })).toMatchObject({
    judgements: [],
    source: { revision: 0 },
  });
  expect(test.requests).toHaveLength(1);
});
