import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModel } from '@heed/engine';
import { preferenceRow, REPORT_FILE, reportSchema } from '@heed/schema';
import { afterAll, expect, test } from 'vitest';
import { openScorer } from '../shared/scorer.ts';
import { runNode, tableArtifact, testContext } from '../testing/index.ts';
import { tinyPipeline, tinyPreferences } from '../testing/tiny-pipeline.ts';
import { measure } from './reports/preferences.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());
const config = { epochs: 6, learningRate: 0.003, batchSize: 16, heldOutShare: 0.2 };

test('learns which answers are chosen, on prompts it never saw, and scores them so afterwards', async () => {
  const inputs = { model: tiny.model, preferences: tiny.preferences };
  await using trial = await testContext(spec, { config, inputs });
  const { results, outputs } = await runNode(spec, run, trial);
  expect(results.heldOutAccuracy).toBeGreaterThan(0.95);
  expect(results.pairs).toBe(51);
  const report = JSON.parse(await readFile(join(outputs.report?.directory ?? '', REPORT_FILE), 'utf8'));
  expect(reportSchema.parse(report).blocks.map(({ type }) => type)).toEqual([
    'figures',
    'histogram',
    'curve',
  ]);

  if (!outputs.model) throw new Error('no model');
  await using scorer = await openScorer(outputs.model);
  const prompt = 'is red nice?';
  const [lovely, awful] = await scorer.score([
    { prompt, completion: 'red is lovely' },
    { prompt, completion: 'red is awful' },
  ]);
  expect(lovely).toBeGreaterThan(awful as number);
});

test.each([[{ tune: 'lora', learningRate: 0.01 }], [{ tune: 'top-layers', topLayers: 1 }]] as const)(
  '%j learns the choice with a score head of its own',
  async (tuning) => {
    const inputs = { model: tiny.model, preferences: tiny.preferences };
    await using trial = await testContext(spec, { config: { ...config, ...tuning }, inputs });
    const { results, outputs } = await runNode(spec, run, trial);
    expect(results.heldOutAccuracy).toBeGreaterThan(0.95);
    const { model: before } = await loadModel(tiny.model.directory);
    const { model: after } = await loadModel(outputs.model?.directory ?? '');
    expect(after.head).toBe('score');
    const embeddings = 'transformer.wte.weight';
    expect(after.parameters.view(embeddings)).toEqual(before.parameters.view(embeddings));
  },
);

test('pairs with two equal answers are skipped; when nothing is left, it says so', async () => {
  const equal = tinyPreferences.map((row) => ({ ...row, rejected: row.chosen }));
  await using trial = await testContext(spec, { config, inputs: { model: tiny.model } });
  const preferences = await tableArtifact(join(trial.folder, 'equal'), 'preferences', preferenceRow, equal);
  const context = { ...trial.context, inputs: { ...trial.context.inputs, preferences: [preferences] } };
  await expect(run(context)).rejects.toThrow(/0 usable pairs on 0 prompts, too few/);
});

test('figures of known scores: accuracy, margin, loss −log σ(d), ties left out', () => {
  const figures = measure([
    { chosen: 2, rejected: 0, strength: 1 },
    { chosen: 0, rejected: 1, strength: 1 },
    { chosen: 5, rejected: 0, strength: 0.5 },
  ]);
  expect(figures.heldOutAccuracy).toBe(0.5);
  expect(figures.margin).toBe(0.5);
  expect(figures.heldOutLoss).toBeCloseTo((Math.log1p(Math.exp(-2)) + Math.log1p(Math.exp(1))) / 2, 12);
});

test('scores that mean what they say have no calibration error', () => {
  const logOdds = Math.log(3);
  const pairs = [0, 1, 2, 3].map((n) =>
    n < 3 ? { chosen: logOdds, rejected: 0, strength: 1 } : { chosen: 0, rejected: logOdds, strength: 1 },
  );
  expect(measure(pairs).calibrationError).toBeCloseTo(0, 10);
});
