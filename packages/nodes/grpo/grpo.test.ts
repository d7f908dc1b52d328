import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAdapter, loadModel, mergeAdapter } from '@heed/engine';
import { type InputArtifact, REWARD_FUNCTION_FILE, TABLE_FILE } from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { run as fit } from '../reward-model/run.ts';
import rewardModel from '../reward-model/spec.ts';
import { rolloutRow } from '../shared/rollouts/rollout-log.ts';
import { ADAPTER_FOLDER } from '../shared/tuning.ts';
import { runNode, testContext } from '../testing/index.ts';
import { lovelyReward, lovelyShare } from '../testing/lovely.ts';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
const judged = await lovelyReward();
const inputs = { policy: tiny.model, reward: judged.reward, prompts: tiny.prompts };
afterAll(async () => {
  await tiny[Symbol.asyncDispose]();
  await judged[Symbol.asyncDispose]();
});

const config = {
  updates: 15,
  promptsPerUpdate: 8,
  samplesPerPrompt: 8,
  batchSize: 16,
  maxNewTokens: 12,
  learningRate: 0.003,
  schedule: 'constant',
} as const satisfies z.input<typeof spec.config>;

async function train(
  changes: z.input<typeof spec.config> = {},
  { seed = 1, reward = inputs.reward }: { seed?: number; reward?: InputArtifact } = {},
) {
  const options = { config: { ...config, ...changes }, inputs: { ...inputs, reward }, seed };
  await using trial = await testContext(spec, options);
  const { results, outputs } = await runNode(spec, run, trial);
  const rollouts = await readTable(join(outputs.rollouts?.directory ?? '', TABLE_FILE), rolloutRow);
  const shareIn = (...updates: number[]) =>
    lovelyShare(rollouts.filter(({ update }) => updates.includes(update)));
  return { results, rollouts, shareIn, policy: outputs.policy?.id, metrics: trial.metrics };
}

test('the rewarded answer becomes the usual one, and groups become alike', async () => {
  const { results, rollouts, shareIn, metrics } = await train();
  expect(shareIn(1)).toBeLessThan(0.75);
  expect(shareIn(14, 15)).toBeGreaterThan(0.85);
  expect(results.rewardGain).toBeGreaterThan(0.1);
  expect(rollouts).toHaveLength(15 * 64);
  expect(metrics).toHaveLength(15);
  expect(metrics[0]?.values.klPerSequence).toBeCloseTo(0, 3);
  expect(metrics[0]?.values.uniformShare).toBeLessThan(0.5);
  expect(results.uniformShare).toBeGreaterThan(metrics[0]?.values.uniformShare as number);
});

test.each(['tokens', 'constant'] as const)('averaged by %s and undivided too', async (averaging) => {
  const { shareIn } = await train({ averaging, divideByDeviation: false });
  expect(shareIn(14, 15)).toBeGreaterThan(0.85);
});

test('with LoRA the policy begins exactly at the initial model, and comes with the adapter that changed it', async () => {
  await using trial = await testContext(spec, {
    config: { ...config, updates: 3, tune: 'lora' },
    inputs,
  });
  const { outputs } = await runNode(spec, run, trial);
  const kls = trial.metrics.map(({ values }) => values.klPerSequence as number);
  expect(kls[0]).toBeCloseTo(0, 4);
  expect(Math.abs(kls[2] as number)).toBeGreaterThan(1e-3);
  const folder = outputs.policy?.directory ?? '';
  const { model: initial } = await loadModel(tiny.model.directory);
  const { model: merged } = await loadModel(folder);
  const adapter = await loadAdapter(join(folder, ADAPTER_FOLDER), initial);
  expect(mergeAdapter(initial, adapter).parameters.data).toEqual(merged.parameters.data);
});

test('a reward model is followed as well as a function', async () => {
  await using learning = await testContext(rewardModel, {
    config: { epochs: 12, learningRate: 0.003, batchSize: 16 },
    inputs: { model: tiny.model, preferences: tiny.preferences },
  });
  const { outputs } = await runNode(rewardModel, fit, learning);
  // longer, and the policy may find what this small reward model likes even better
  const short = { updates: 8, learningRate: 0.001 };
  const { results, shareIn } = await train(short, { reward: outputs.model as InputArtifact });
  expect(results.rewardGain).toBeGreaterThan(0.1);
  expect(shareIn(7, 8)).toBeGreaterThan(shareIn(1) + 0.15);
});

test('a high price of KL holds the policy near the initial model', async () => {
  const free = await train({ klCoefficient: 0 });
  const held = await train({ klCoefficient: 5 });
  expect(free.results.klPerSequence).toBeGreaterThan(1.5 * Math.abs(held.results.klPerSequence as number));
});

test('the same seed gives the same policy, another seed another', async () => {
  const first = await train({ updates: 2 });
  expect((await train({ updates: 2 })).policy).toBe(first.policy);
  expect((await train({ updates: 2 }, { seed: 2 })).policy).not.toBe(first.policy);
});

test('prompts that leave no room for an answer are refused with both numbers', async () => {
  await expect(train({ maxNewTokens: 32 })).rejects.toThrow(
    /leaves room for 32 new tokens in a context of 32/,
  );
});

test('a broken reward function is named', async () => {
  await using trial = await testContext(spec, { config, inputs });
  await writeFile(join(trial.folder, REWARD_FUNCTION_FILE), '{"format":"something else"}');
  await expect(train({}, { reward: { ...inputs.reward, directory: trial.folder } })).rejects.toThrow(
    /reward/i,
  );
});

test('cancel stops between two steps', async () => {
  const controller = new AbortController();
  await using trial = await testContext(spec, { config, inputs, signal: controller.signal });
  controller.abort(new Error('cancelled'));
  await expect(run(trial.context)).rejects.toThrow('cancelled');
});
