import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  comparisonRow,
  demonstrationRow,
  type InputArtifact,
  REPORT_FILE,
  reportSchema,
  text,
} from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, expect, test } from 'vitest';
import { run as readData } from '../data-source/run.ts';
import dataSource from '../data-source/spec.ts';
import { run as judge } from '../scripted-judge/run.ts';
import scriptedJudge from '../scripted-judge/spec.ts';
import { runNode, tableArtifact, testContext } from '../testing/index.ts';
import { tinyDemonstrations, tinyPipeline } from '../testing/tiny-pipeline.ts';
import { COMPARISON_FILE } from './report.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
const judging = await testContext(scriptedJudge, {
  config: {
    rules: [
      { type: 'contains-any', name: 'lovely', title: text('Lovely', '可爱'), weight: 1, phrases: ['lovely'] },
    ],
  },
});
const reward = (await runNode(scriptedJudge, judge, judging)).outputs.judge as InputArtifact;
afterAll(async () => {
  await tiny[Symbol.asyncDispose]();
  await judging[Symbol.asyncDispose]();
});

test('a model beside itself: the same answers, no gain, half the wins, no distance', async () => {
  const inputs = { initial: tiny.model, tuned: tiny.model, reward, judge: reward, prompts: tiny.prompts };
  await using trial = await testContext(spec, { config: { maxNewTokens: 12 }, inputs });
  const { results, outputs } = await runNode(spec, run, trial);
  expect(results.winRate).toBe(0.5);
  expect(results.rewardGainInStd).toBe(0);
  expect(results.klPerSequence).toBeCloseTo(0, 5);
  const folder = outputs.report?.directory ?? '';
  const rows = await readTable(join(folder, COMPARISON_FILE), comparisonRow);
  expect(rows).toHaveLength(8);
  for (const row of rows) expect(row.y2).toBe(row.y1);
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, REPORT_FILE), 'utf8')));
  const [figures] = report.blocks;
  const goals = figures?.type === 'figures' ? figures.figures.filter(({ goal }) => goal) : [];
  expect(goals.map(({ name, goal }) => [name, goal?.met])).toEqual([
    ['winRate', false],
    ['rewardGainInStd', false],
    ['judgeGainInStd', false],
    ['klPerSequence', true],
  ]);
});

test('with references, BLEU and ROUGE-L stand beside the reward in results and report', async () => {
  const inputs = {
    initial: tiny.model,
    tuned: tiny.model,
    reward,
    prompts: tiny.prompts,
    references: tiny.demonstrations,
  };
  await using trial = await testContext(spec, { config: { maxNewTokens: 12 }, inputs });
  const { results, outputs } = await runNode(spec, run, trial);
  expect(results.referencePrompts).toBe(8);
  expect(results.rougeLAfter).toBe(results.rougeLBefore);
  // The model has learned "red is lovely" and "red is awful", and both are references.
  expect(results.rougeLAfter).toBeGreaterThan(0.6);
  expect(results.bleuAfter).toBeGreaterThan(0.4);
  const file = join(outputs.report?.directory ?? '', REPORT_FILE);
  const [figures] = reportSchema.parse(JSON.parse(await readFile(file, 'utf8'))).blocks;
  const names = figures?.type === 'figures' ? figures.figures.map(({ name }) => name) : [];
  expect(names).toEqual(
    expect.arrayContaining(['rewardAfter', 'bleuAfter', 'rougeLAfter', 'referencePrompts']),
  );
});

test('a file with reference answers gives BLEU and ROUGE-L of the prompts that its data source holds out', async () => {
  const config = { file: 'data.jsonl', heldOutFraction: 0.5, referenceColumn: 'good' };
  await using reading = await testContext(dataSource, { config });
  const lines = tinyDemonstrations.map(({ prompt, completion }) =>
    JSON.stringify({ prompt, completion: 'nothing', good: [completion, 'something else'] }),
  );
  await writeFile(join(reading.folder, 'data.jsonl'), lines.join('\n'));
  const { heldOutPrompts: prompts, references } = (await runNode(dataSource, readData, reading)).outputs;
  const inputs = { initial: tiny.model, tuned: tiny.model, reward, prompts, references } as Record<
    string,
    InputArtifact
  >;
  await using trial = await testContext(spec, { config: { maxNewTokens: 12 }, inputs });
  const { results } = await runNode(spec, run, trial);
  expect(results.referencePrompts).toBe(4);
  expect(results.rougeLAfter).toBeGreaterThan(0.3);
  expect(results).toHaveProperty('bleuAfter');
});

test('references for other prompts are refused before anything is computed', async () => {
  const rows = tinyDemonstrations.map((row) => ({ ...row, prompt: `${row.prompt} Really?` }));
  const folder = join(judging.folder, 'others');
  const references = await tableArtifact(folder, 'demonstrations', demonstrationRow, rows);
  const inputs = { initial: tiny.model, tuned: tiny.model, reward, prompts: tiny.prompts, references };
  await using trial = await testContext(spec, { config: { maxNewTokens: 12 }, inputs });
  await expect(runNode(spec, run, trial)).rejects.toThrow(
    'None of the 8 prompts at node "evaluate" has an answer at its input "references"; wire demonstrations for the same prompts, or remove the wire.',
  );
});
