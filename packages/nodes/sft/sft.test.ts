import { loadModel, Model, saveModel } from '@heed/engine';
import { afterAll, expect, test } from 'vitest';
import { runNode, testContext } from '../testing/context.ts';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());
const inputs = { model: tiny.model, demonstrations: tiny.demonstrations };

test('the loss falls to the entropy of the data: log 2 per answer, spread over its tokens', async () => {
  await using trial = await testContext(spec, {
    config: { epochs: 6, learningRate: 0.003, batchSize: 16, validationShare: 0.2 },
    inputs,
  });
  const { results } = await runNode(spec, run, trial);
  expect(results.validationLoss).toBeLessThan(0.5);
  expect(results.perplexity).toBeCloseTo(Math.exp(results.validationLoss as number), 10);
  expect(trial.metrics.filter(({ values }) => 'loss' in values)).toHaveLength(6 * Math.ceil(77 / 16));
  expect(trial.progress.at(-1)?.fraction).toBe(1);
});

test('the same seed gives the same weights, another seed others', async () => {
  const digestOf = async (seed: number) => {
    await using trial = await testContext(spec, { config: { epochs: 1, batchSize: 32 }, inputs, seed });
    const { outputs } = await runNode(spec, run, trial);
    return outputs.model?.id;
  };
  const first = await digestOf(1);
  expect(await digestOf(1)).toBe(first);
  expect(await digestOf(2)).not.toBe(first);
});

test('cancel stops between two steps', async () => {
  const controller = new AbortController();
  await using trial = await testContext(spec, { config: { epochs: 1 }, inputs, signal: controller.signal });
  controller.abort(new Error('cancelled'));
  await expect(run(trial.context)).rejects.toThrow('cancelled');
});

test('demonstrations that do not fit the context are named with the limit', async () => {
  await using trial = await testContext(spec, { inputs });
  const { model, tokenizer } = await loadModel(tiny.model.directory);
  const short = Model.initialize({ ...model.config, n_positions: 4 }, { head: 'language-model', seed: 1 });
  await saveModel(`${trial.folder}/short`, { model: short, tokenizer });
  const shortInput = { ...tiny.model, directory: `${trial.folder}/short` };
  const context = { ...trial.context, inputs: { ...trial.context.inputs, model: [shortInput] } };
  await expect(run(context)).rejects.toThrow(/Only 0 of 96 demonstrations .* fit into the model's 4 tokens/);
});
