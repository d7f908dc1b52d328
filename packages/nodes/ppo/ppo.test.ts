import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAdapter, loadModel, mergeAdapter } from '@heed/engine';
import { type InputArtifact, REWARD_FUNCTION_FILE, TABLE_FILE, text } from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, expect, test } from 'vitest';
import { run as fit } from '../reward-model/run.ts';
import rewardModel from '../reward-model/spec.ts';
import { run as judge } from '../scripted-judge/run.ts';
import scriptedJudge from '../scripted-judge/spec.ts';
import { mean } from '../shared/batching.ts';
import { rolloutRow } from '../shared/rollouts/rollout-log.ts';
import { ADAPTER_FOLDER } from '../shared/tuning.ts';
import { runNode, testContext } from '../testing/index.ts';
import { tinyPipeline } from '../testing/tiny-pipeline.ts';
import { adaptKlCoefficient } from './advantages.ts';
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
const { outputs: judged } = await runNode(scriptedJudge, judge, judging);
const inputs = { policy: tiny.model, reward: judged.judge as InputArtifact, prompts: tiny.prompts };
afterAll(async () => {
  await tiny[Symbol.asyncDispose]();
  await judging[Symbol.asyncDispose]();
});

const config = {
  updates: 12,
  rolloutsPerUpdate: 32,
  batchSize: 16,
  maxNewTokens: 12,
  learningRate: 0.003,
  schedule: 'constant' as const,
};

/** The share of an update's answers that say "lovely". */
function lovelyShare(rollouts: readonly { update: number; completion: string }[], update: number): number {
  const answers = rollouts.filter((row) => row.update === update);
  return answers.filter((row) => row.completion.includes('lovely')).length / answers.length;
}

async function train(changes: Partial<typeof config> & Record<string, unknown>, seed = 1) {
  await using trial = await testContext(spec, { config: { ...config, ...changes }, inputs, seed });
  const { results, outputs } = await runNode(spec, run, trial);
  const rollouts = await readTable(join(outputs.rollouts?.directory ?? '', TABLE_FILE), rolloutRow);
  return { results, rollouts, policy: outputs.policy?.id, metrics: trial.metrics };
}

test('the rewarded answer becomes the usual one', async () => {
  const { results, rollouts, metrics } = await train({ klCoefficient: 0.02 });
  expect(lovelyShare(rollouts, 1)).toBeLessThan(0.75);
  expect(lovelyShare(rollouts, config.updates)).toBeGreaterThan(0.85);
  expect(results.rewardGain).toBeGreaterThan(0.1);
  expect(rollouts).toHaveLength(config.updates * config.rolloutsPerUpdate);
  expect(metrics).toHaveLength(config.updates);
  expect(metrics[0]?.values.klPerSequence).toBeCloseTo(0, 3);
});

test.each([
  ['lora', { loraAlpha: 32, learningRate: 0.01 }],
  ['top-layers', { topLayers: 1, learningRate: 0.003 }],
])('with %s too, over frozen weights, beginning exactly at the initial model', async (tune, tuning) => {
  const larger = { updates: 20, rolloutsPerUpdate: 64, batchSize: 32, epochs: 2, targetPolicyKl: 0 };
  const { rollouts, metrics } = await train({ ...larger, klCoefficient: 0.02, tune, ...tuning });
  const shareIn = (updates: number[]) => mean(updates.map((update) => lovelyShare(rollouts, update)));
  expect(shareIn([17, 18, 19, 20])).toBeGreaterThan(shareIn([1, 2, 3, 4]) + 0.1);
  expect(metrics[0]?.values.klPerSequence).toBeCloseTo(0, 4);
  expect(metrics.at(-1)?.values.klPerSequence).toBeGreaterThan(0.1);
});

test('with LoRA the value model lies on the reward model, and the merged policy comes with its adapter', async () => {
  await using learning = await testContext(rewardModel, {
    config: { epochs: 4, learningRate: 0.003, batchSize: 16 },
    inputs: { model: tiny.model, preferences: tiny.preferences },
  });
  const { outputs: learned } = await runNode(rewardModel, fit, learning);
  await using trial = await testContext(spec, {
    config: { ...config, tune: 'lora', learningRate: 0.01 },
    inputs: { ...inputs, reward: learned.model as InputArtifact },
  });
  const { outputs, results } = await runNode(spec, run, trial);
  expect(results.rewardGain).toBeGreaterThan(0.1);
  const folder = outputs.policy?.directory ?? '';
  const { model: merged } = await loadModel(folder);
  const { model: initial } = await loadModel(tiny.model.directory);
  const adapter = await loadAdapter(join(folder, ADAPTER_FOLDER), initial);
  expect(mergeAdapter(initial, adapter).parameters.data).toEqual(merged.parameters.data);
});

test('a high price of KL holds the policy near the initial model', async () => {
  const gently = { learningRate: 0.001 };
  const free = await train({ ...gently, klCoefficient: 0 });
  const held = await train({ ...gently, klCoefficient: 2 });
  expect(free.results.klPerSequence).toBeGreaterThan(3 * Math.abs(held.results.klPerSequence as number));
});

test('the same seed gives the same policy', async () => {
  const short = { updates: 2 };
  const first = await train(short);
  expect((await train(short)).policy).toBe(first.policy);
  expect((await train(short, 2)).policy).not.toBe(first.policy);
});

test('β grows by at most 20 % of n/horizon above the target and shrinks below it', () => {
  const options = { target: 4, horizon: 100, answers: 50 };
  expect(adaptKlCoefficient(0.1, 100, options)).toBeCloseTo(0.1 * 1.1, 12);
  expect(adaptKlCoefficient(0.1, 4, options)).toBeCloseTo(0.1, 12);
  expect(adaptKlCoefficient(0.1, 0, options)).toBeCloseTo(0.1 * 0.9, 12);
});

test('prompts that leave no room for an answer are refused with both numbers', async () => {
  await using trial = await testContext(spec, { config: { ...config, maxNewTokens: 32 }, inputs });
  await expect(run(trial.context)).rejects.toThrow(/leaves room for 32 new tokens in a context of 32/);
});

test('a broken reward function is named', async () => {
  await using trial = await testContext(spec, { config, inputs });
  const directory = trial.folder;
  await writeFile(join(directory, REWARD_FUNCTION_FILE), '{"format":"something else"}');
  const reward = { ...(inputs.reward as InputArtifact), directory };
  const context = { ...trial.context, inputs: { ...trial.context.inputs, reward: [reward] } };
  await expect(run(context)).rejects.toThrow(/reward/i);
});
