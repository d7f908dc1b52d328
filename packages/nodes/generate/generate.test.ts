import { join } from 'node:path';
import { completionRow, promptRow, TABLE_FILE } from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, expect, test } from 'vitest';
import { runNode, TestCheckpoints, tableArtifact, testContext } from '../testing/index.ts';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());
const inputs = { model: tiny.model, prompts: tiny.prompts };

async function generate(config: Record<string, unknown>, seed = 1) {
  await using trial = await testContext(spec, { config: { maxNewTokens: 12, ...config }, inputs, seed });
  const { results, outputs } = await runNode(spec, run, trial);
  return {
    results,
    rows: await readTable(join(outputs.completions?.directory ?? '', TABLE_FILE), completionRow),
  };
}

test('answers every prompt K times, in the order of the prompts', async () => {
  const { results, rows } = await generate({ samplesPerPrompt: 4 });
  expect(rows).toHaveLength(32);
  expect(rows.slice(0, 4).map((row) => row.completionId)).toEqual(['p0:0', 'p0:1', 'p0:2', 'p0:3']);
  expect(results.finishedShare).toBeGreaterThan(0.9);
  const sensible = rows.filter((row) => /^\w+ is (lovely|awful)$/.test(row.completion));
  expect(sensible.length / rows.length).toBeGreaterThan(0.8);
  for (const row of rows) expect(row.logProb).toBeLessThan(0);
});

test('a node that is told to stop keeps the batch it is at, and goes on after it', async () => {
  const config = { samplesPerPrompt: 2, batchSize: 4, maxNewTokens: 4 };
  const stop = new AbortController();
  await using first = await testContext(spec, { config, inputs, signal: stop.signal });
  const checkpoint = new TestCheckpoints(first.folder, () => stop.signal.aborted);
  const told = () => stop.abort(new Error('stop'));
  await expect(run({ ...first.context, checkpoint, progress: told })).rejects.toThrow('stop');
  await using second = await testContext(spec, { config, inputs, checkpoint });
  await run(second.context);
  expect(second.metrics.map(({ step }) => step)).toEqual([2, 3, 4]);
});

test('the same seed draws the same answers, another seed others', async () => {
  const textsOf = async (seed: number) => (await generate({}, seed)).rows.map((row) => row.completion);
  const first = await textsOf(1);
  expect(await textsOf(1)).toEqual(first);
  expect(await textsOf(2)).not.toEqual(first);
});

test('temperature 0 and top-k 1 always take the likeliest token', async () => {
  const greedy = await generate({ temperature: 0, samplesPerPrompt: 2 });
  const narrow = await generate({ topK: 1, samplesPerPrompt: 2 });
  expect(greedy.results.distinctShare).toBe(0.5);
  expect(narrow.rows.map((row) => row.completion)).toEqual(greedy.rows.map((row) => row.completion));
});

test('a prompt limit draws that many prompts', async () => {
  const { rows } = await generate({ promptLimit: 3, samplesPerPrompt: 1 });
  expect(new Set(rows.map((row) => row.promptId)).size).toBe(3);
});

test('prompts that leave no room for an answer are passed over with a warning; where none does, both numbers are said', async () => {
  const long = 'is red nice? '.repeat(8);
  const rows = ['is red nice?', long].map((prompt, n) => ({ promptId: `p${n}`, prompt, language: 'en' }));
  await using trial = await testContext(spec, {
    config: { maxNewTokens: 12, samplesPerPrompt: 1 },
    inputs: { model: tiny.model },
  });
  const prompts = await tableArtifact(join(trial.folder, 'prompts'), 'prompts', promptRow, rows);
  trial.context.inputs = { ...trial.context.inputs, prompts: [prompts] };
  const { results } = await runNode(spec, run, trial);
  expect(results.completions).toBe(1);
  expect(trial.logs.map(({ text }) => text)).toContain(
    'Prompts that leave no room for an answer and are not used: 1.',
  );
  await expect(generate({ maxNewTokens: 32 })).rejects.toThrow(
    'No prompt of node "generate" leaves room for 32 new tokens in a context of 32; lower "maxNewTokens" or raise the base model\'s context length.',
  );
});
