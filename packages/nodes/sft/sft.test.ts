import { join } from 'node:path';
import { loadAdapter, loadModel, Model, mergeAdapter, saveModel } from '@heed/engine';
import { afterAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { ADAPTER_FOLDER } from '../shared/tuning.ts';
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

test('a stop rule ends the work after the step that fired it; the result so far is measured and saved', async () => {
  const config = { epochs: 6, batchSize: 16, validationShare: 0.2 };
  await using trial = await testContext(spec, { config, inputs, finishing: (points) => points >= 7 });
  const { results, outputs } = await runNode(spec, run, trial);
  expect(trial.metrics.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 5, 6, 6]);
  expect(results.validationLoss).toBe(trial.metrics.at(-1)?.values.validationLoss);
  expect(outputs.model).toBeDefined();
});

describe('a part of the weights', () => {
  /** An untrained model of two layers with the tiny pipeline's tokenizer, and what a tuning leaves of it. */
  async function tune(config: z.input<typeof spec.config>) {
    const trial = await testContext(spec, { config: { epochs: 2, batchSize: 16, ...config } });
    const { model, tokenizer } = await loadModel(tiny.model.directory);
    const before = Model.initialize({ ...model.config, n_layer: 2 }, { head: 'language-model', seed: 1 });
    await saveModel(join(trial.folder, 'before'), { model: before, tokenizer });
    const start = { ...tiny.model, directory: join(trial.folder, 'before') };
    const given = { model: [start], demonstrations: [tiny.demonstrations] };
    const { outputs } = await runNode(spec, run, {
      ...trial,
      context: { ...trial.context, inputs: given },
    });
    const { model: after } = await loadModel(outputs.model?.directory ?? '');
    const changed = [...after.tensors()]
      .filter(([name, { data }]) =>
        data.some((value, place) => value !== before.parameters.view(name)[place]),
      )
      .map(([name]) => name);
    return { trial, changed, after, before, output: outputs.model };
  }

  test('the upper layer alone: its tensors and the last norm change, and no others', async () => {
    const { trial, changed, after } = await tune({ tune: 'top-layers', topLayers: 1 });
    const upper = (name: string) => /^transformer\.(h\.1|ln_f)\./.test(name);
    expect(changed).toEqual([...after.tensors().keys()].filter(upper));
    await trial[Symbol.asyncDispose]();
  });

  test('LoRA on the attention: its matrices change by what the adapter beside them says', async () => {
    const { trial, changed, after, before, output } = await tune({ tune: 'lora', loraTargets: 'attention' });
    expect(changed).toEqual(
      [0, 1].flatMap((block) =>
        ['c_attn', 'c_proj'].map((name) => `transformer.h.${block}.attn.${name}.weight`),
      ),
    );
    const adapter = await loadAdapter(join(output?.directory ?? '', ADAPTER_FOLDER), before);
    expect(mergeAdapter(before, adapter).parameters.data).toEqual(after.parameters.data);
    expect(output?.manifest.summary.at(-1)?.value).toBe(adapter.parameterCount);
    await trial[Symbol.asyncDispose]();
  });

  test('more layers than there are are refused with both numbers', async () => {
    await using trial = await testContext(spec, { config: { tune: 'top-layers', topLayers: 3 }, inputs });
    await expect(run(trial.context)).rejects.toThrow(/upper 3 layers of a model that has 1/);
  });
});

test('weights that are not numbers stop it at its first step, by name', async () => {
  await using trial = await testContext(spec, { config: { epochs: 1 }, inputs });
  const { model, tokenizer } = await loadModel(tiny.model.directory);
  model.parameters.data.fill(Number.NaN);
  await saveModel(join(trial.folder, 'broken'), { model, tokenizer });
  const broken = { ...tiny.model, directory: join(trial.folder, 'broken') };
  const context = { ...trial.context, inputs: { ...trial.context.inputs, model: [broken] } };
  await expect(run(context)).rejects.toThrow(
    /^Step 1 of \d+ at node "sft" gave loss NaN and gradient norm NaN; lower/,
  );
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
