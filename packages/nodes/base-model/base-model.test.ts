import { join } from 'node:path';
import { createLowRankAdapter, loadModel, machineMemory, mergeAdapter, saveAdapter } from '@heed/engine';
import { afterAll, describe, expect, test } from 'vitest';
import { runNode, testContext } from '../testing/index.ts';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import { scratchSize } from './size.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
afterAll(() => tiny[Symbol.asyncDispose]());
const small = { layers: 1, width: 16, heads: 2, contextLength: 32, vocabularySize: 300 };

test('makes a new model with a tokenizer of its own, the same for the same seed', async () => {
  const create = async (seed: number) => {
    await using trial = await testContext(spec, {
      config: small,
      inputs: { demonstrations: tiny.demonstrations },
      seed,
    });
    const { results, outputs } = await runNode(spec, run, trial);
    const { model, tokenizer } = await loadModel(outputs.model?.directory ?? '');
    expect(results.parameters).toBe(model.parameterCount);
    expect(tokenizer.decode(tokenizer.encode('is 红 nice?'))).toBe('is 红 nice?');
    return outputs.model?.id;
  };
  const first = await create(1);
  expect(await create(1)).toBe(first);
  expect(await create(2)).not.toBe(first);
});

test('its size is known before it is made', async () => {
  await using trial = await testContext(spec, {
    config: small,
    inputs: { demonstrations: tiny.demonstrations },
  });
  const { results } = await runNode(spec, run, trial);
  const planned = { ...trial.context.config, vocabularySize: results.vocabularySize as number };
  expect(scratchSize(planned).parameters).toBe(results.parameters);
});

/** The largest form asks for 600 GB. */
test.skipIf(machineMemory().total > 500e9)(
  'a model too large for the machine is refused in one sentence',
  async () => {
    await using trial = await testContext(spec, {
      config: { layers: 96, width: 8192, heads: 64 },
      inputs: { demonstrations: tiny.demonstrations },
      nodeId: 'giant',
    });
    await expect(run(trial.context)).rejects.toThrow(
      /^Node "giant": a model of 77\d+ weights needs at least 6\d\d GB of memory, but this machine has .*; lower its "width", "layers" or "vocabularySize"\.$/,
    );
  },
);

test('reads a folder as it is', async () => {
  await using trial = await testContext(spec, {
    config: { source: 'folder', folder: tiny.model.directory },
  });
  const { outputs } = await runNode(spec, run, trial);
  const [before, after] = [
    await loadModel(tiny.model.directory),
    await loadModel(outputs.model?.directory ?? ''),
  ];
  expect(after.model.parameters.data).toEqual(before.model.parameters.data);
});

describe('with an adapter', () => {
  const read = async (head: 'language-model' | 'score') => {
    const trial = await testContext(spec, {
      config: { source: 'folder', folder: tiny.model.directory, adapter: 'adapter' },
    });
    const { model } = await loadModel(tiny.model.directory);
    const adapter = createLowRankAdapter(model, { rank: 2, alpha: 4, targets: 'attention', head, seed: 1 });
    adapter.parameters.data.fill(0.1);
    await saveAdapter(join(trial.folder, 'adapter'), { model, adapter });
    return { trial, expected: mergeAdapter(model, adapter) };
  };

  test('gives the model with the adapter merged into it', async () => {
    const { trial, expected } = await read('language-model');
    const { outputs } = await runNode(spec, run, trial);
    const { model } = await loadModel(outputs.model?.directory ?? '');
    expect(model.parameters.data).toEqual(expected.parameters.data);
    await trial[Symbol.asyncDispose]();
  });

  test('refuses the adapter of a classifier', async () => {
    const { trial } = await read('score');
    await expect(run(trial.context)).rejects.toThrow(/adapter in adapter is for a classifier/);
    await trial[Symbol.asyncDispose]();
  });
});

test.each([
  ['needs texts for its tokenizer', small],
  ['parameter "folder" is empty', { source: 'folder' as const }],
  ['config.json', { source: 'folder' as const, folder: 'nowhere' }],
])('says what is wrong: %s', async (sentence, config) => {
  await using trial = await testContext(spec, { config });
  await expect(run(trial.context)).rejects.toThrow(sentence);
});

test('a width that the heads do not divide is refused with both numbers', async () => {
  await using trial = await testContext(spec, {
    config: { ...small, heads: 3 },
    inputs: { demonstrations: tiny.demonstrations },
  });
  await expect(run(trial.context)).rejects.toThrow(/width 16 is not a multiple of 3 heads/);
});
