import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  completionRow,
  type InputArtifact,
  preferenceRow,
  REPORT_FILE,
  reportSchema,
  TABLE_FILE,
} from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { run as generate } from '../generate/run.ts';
import generateSpec from '../generate/spec.ts';
import { runNode, tableArtifact, testContext } from '../testing/index.ts';
import { lovelyShare } from '../testing/lovely.ts';
import { tinyPipeline, tinyPreferences } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());
const inputs = { model: tiny.model, preferences: tiny.preferences };
const config = { epochs: 10, learningRate: 0.003, batchSize: 16, heldOutShare: 0.2 };

async function shareOf(model: InputArtifact): Promise<number> {
  await using trial = await testContext(generateSpec, {
    config: { samplesPerPrompt: 16, maxNewTokens: 12 },
    inputs: { model, prompts: tiny.prompts },
  });
  const { outputs } = await runNode(generateSpec, generate, trial);
  return lovelyShare(await readTable(join(outputs.completions?.directory ?? '', TABLE_FILE), completionRow));
}

/** Results, report and what the tuned model answers. */
async function train(changes: z.input<typeof spec.config> = {}, seed = 1) {
  await using trial = await testContext(spec, { config: { ...config, ...changes }, inputs, seed });
  const { results, outputs } = await runNode(spec, run, trial);
  const report = JSON.parse(await readFile(join(outputs.report?.directory ?? '', REPORT_FILE), 'utf8'));
  const model = outputs.model as InputArtifact;
  return {
    results,
    report: reportSchema.parse(report),
    model,
    share: await shareOf(model),
    metrics: trial.metrics,
  };
}

test('the preferred answer becomes the usual one, also on prompts held out', async () => {
  expect(await shareOf(tiny.model)).toBeLessThan(0.7);
  const { results, report, share, metrics } = await train();
  expect(share).toBeGreaterThan(0.85);
  expect(results.heldOutAccuracy).toBeGreaterThan(0.9);
  expect(results.heldOutMargin).toBeGreaterThan(0.1);
  expect(results.pairs).toBe(51);
  expect(report.blocks.map(({ type }) => type)).toEqual(['figures', 'histogram', 'histogram']);
  expect(metrics[0]?.values.loss).toBeCloseTo(Math.log(2), 5);
  expect(metrics[0]?.values.margin).toBeCloseTo(0, 5);
});

test('with LoRA too, over frozen weights, beginning exactly at the initial model', async () => {
  const { results, metrics } = await train({ tune: 'lora' });
  expect(metrics[0]?.values.loss).toBeCloseTo(Math.log(2), 5);
  expect(results.heldOutAccuracy).toBeGreaterThan(0.9);
  expect(metrics.at(-1)?.values.heldOutLoss).toBeLessThan(Math.log(2));
});

test('a larger β holds the model nearer to where it started', async () => {
  const logRatio = async (beta: number) => ((await train({ beta })).results.heldOutMargin as number) / beta;
  expect(await logRatio(5)).toBeLessThan(0.5 * (await logRatio(0.1)));
});

test('the same seed gives the same model, another seed another', async () => {
  const first = await train({ epochs: 1 });
  expect((await train({ epochs: 1 })).model.id).toBe(first.model.id);
  expect((await train({ epochs: 1 }, 2)).model.id).not.toBe(first.model.id);
});

test('pairs with two equal answers are skipped; when nothing is left, it says so', async () => {
  await using trial = await testContext(spec, { config });
  const equal = tinyPreferences.map((row) => ({ ...row, rejected: row.chosen }));
  const preferences = await tableArtifact(join(trial.folder, 'equal'), 'preferences', preferenceRow, equal);
  const context = { ...trial.context, inputs: { model: [tiny.model], preferences: [preferences] } };
  await expect(run(context)).rejects.toThrow(/too few usable pairs .* \(pairs: 0, prompts: 0\)/);
});

test('cancel stops between two steps', async () => {
  const controller = new AbortController();
  await using trial = await testContext(spec, { config, inputs, signal: controller.signal });
  controller.abort(new Error('cancelled'));
  await expect(run(trial.context)).rejects.toThrow('cancelled');
});
