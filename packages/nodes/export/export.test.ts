import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Forward, loadAdapter, loadModel, mergeAdapter } from '@heed/engine';
import type { InputArtifact } from '@heed/schema';
import * as ort from 'onnxruntime-node';
import { afterAll, expect, test } from 'vitest';
import { run as fineTune } from '../sft/run.ts';
import sft from '../sft/spec.ts';
import { runNode, testContext } from '../testing/index.ts';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());
const inputs = { model: tiny.model };

test('the ONNX file gives the logits that the engine gives', async () => {
  await using trial = await testContext(spec, { inputs });
  const { outputs } = await runNode(spec, run, trial);
  const folder = join(outputs.report?.directory ?? '', 'model');
  const { model, tokenizer } = await loadModel(folder);
  const ids = tokenizer.promptTokens('is red nice?');
  await using forward = await Forward.create({
    model,
    inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' } },
    outputs: (graph, { tokens }) => ({ logits: graph.logits(graph.hidden(tokens)) }),
  });
  const tokens = { shape: [1, ids.length], data: BigInt64Array.from(ids, BigInt) };
  const expected = (await forward.run({ tokens })).logits;
  const session = await ort.InferenceSession.create(join(folder, 'model.onnx'));
  const ones = new BigInt64Array(ids.length).fill(1n);
  const feeds = Object.fromEntries(
    session.inputNames.map((name) => [
      name,
      new ort.Tensor('int64', name.includes('mask') ? ones : tokens.data, tokens.shape),
    ]),
  );
  const { logits } = await session.run(feeds);
  const actual = logits?.data as Float32Array;
  expect(actual).toHaveLength(expected.data.length);
  for (const [index, value] of expected.data.entries()) expect(actual[index]).toBeCloseTo(value, 4);
});

test('of a model tuned by LoRA writes the adapter alone, which belongs to the model from before', async () => {
  const tune = async (model: InputArtifact) => {
    const trial = await testContext(sft, {
      config: { epochs: 1, batchSize: 16, tune: 'lora', learningRate: 0.01 },
      inputs: { model, demonstrations: tiny.demonstrations },
    });
    return { trial, tuned: (await runNode(sft, fineTune, trial)).outputs.model as InputArtifact };
  };
  const first = await tune(tiny.model);
  const second = await tune(first.tuned);
  await using trial = await testContext(spec, {
    inputs: { model: second.tuned },
    config: { content: 'adapter', directory: 'shipped' },
  });
  const { results } = await runNode(spec, run, trial);
  const shipped = join(trial.folder, 'shipped');
  expect((await readdir(shipped)).sort()).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
  const { model: initial } = await loadModel(tiny.model.directory);
  const { model: final } = await loadModel(second.tuned.directory);
  const adapter = await loadAdapter(shipped, initial);
  expect(adapter.lowRank?.rank).toBe(16);
  expect(results.parameters).toBe(adapter.parameterCount);
  const merged = mergeAdapter(initial, adapter).parameters.data;
  for (const [place, value] of final.parameters.data.entries()) expect(merged[place]).toBeCloseTo(value, 5);
  for (const { trial } of [first, second]) await trial[Symbol.asyncDispose]();

  await using plain = await testContext(spec, { inputs, config: { content: 'adapter' } });
  await expect(run(plain.context)).rejects.toThrow(/was not tuned by LoRA/);
});

test('copies the model, replaces an earlier copy, and leaves foreign folders alone', async () => {
  await using trial = await testContext(spec, { inputs, config: { directory: 'shipped', onnx: false } });
  await runNode(spec, run, trial);
  const weights = join(trial.folder, 'shipped', 'model.safetensors');
  const first = await readFile(weights);
  await writeFile(weights, 'old');
  await using again = await testContext(spec, {
    inputs,
    config: { directory: 'shipped', onnx: false },
    graphFolder: trial.folder,
  });
  await runNode(spec, run, again);
  expect(await readFile(weights)).toEqual(first);

  await using foreign = await testContext(spec, { inputs, config: { directory: '.', onnx: false } });
  await writeFile(join(foreign.folder, 'thesis.txt'), 'precious');
  await expect(run(foreign.context)).rejects.toThrow(/holds other files than a model/);
  expect(await readFile(join(foreign.folder, 'thesis.txt'), 'utf8')).toBe('precious');
});
