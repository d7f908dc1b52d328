import { loadModel } from '@heed/engine';
import type { InputArtifact, NodeRun, NodeSpec } from '@heed/schema';
import { afterAll, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { run as createBase } from '../../base-model/run.ts';
import baseModel from '../../base-model/spec.ts';
import { run as tuneByPreferences } from '../../dpo/run.ts';
import dpo from '../../dpo/spec.ts';
import { run as practiceInGroups } from '../../grpo/run.ts';
import grpo from '../../grpo/spec.ts';
import { run as practice } from '../../ppo/run.ts';
import ppo from '../../ppo/spec.ts';
import { run as fit } from '../../reward-model/run.ts';
import rewardModel from '../../reward-model/spec.ts';
import { run as reinforce } from '../../rloo/run.ts';
import rloo from '../../rloo/spec.ts';
import { run as tune } from '../../sft/run.ts';
import sft from '../../sft/spec.ts';
import { runNode, testContext } from '../../testing/index.ts';
import { outcomeAfter, outcomeOf } from '../../testing/interruption.ts';
import { lovelyReward } from '../../testing/lovely.ts';
import { tinyPipeline } from '../../testing/tiny-pipeline.ts';
import type * as opening from './open-trunk.ts';
import { type Trunk, wholeModel } from './trunk.ts';

/** Whether trunks keep anything, and those that nodes opened. */
const trunks = vi.hoisted(() => ({ keep: true, opened: [] as Trunk[] }));
vi.mock('./open-trunk.ts', async (original) => {
  const { openTrunk, ...others } = await original<typeof opening>();
  const recorded: typeof openTrunk = async (tuned, options) => {
    const trunk = trunks.keep ? await openTrunk(tuned, options) : wholeModel;
    trunks.opened.push(trunk);
    return trunk;
  };
  return { ...others, openTrunk: recorded };
});

const tiny = await tinyPipeline();
const { reward: lovely, [Symbol.asyncDispose]: dropReward } = await lovelyReward();
const building = await testContext(baseModel, {
  config: { layers: 3, width: 32, heads: 2, contextLength: 32, vocabularySize: 320 },
  inputs: { demonstrations: tiny.demonstrations },
});
const { outputs: built } = await runNode(baseModel, createBase, building);
const policy = built.model as InputArtifact;

async function learnReward(changes: object) {
  const trial = await testContext(rewardModel, {
    config: { epochs: 1, batchSize: 32, learningRate: 0.003, ...changes },
    inputs: { model: policy, preferences: tiny.preferences },
  });
  const { outputs } = await runNode(rewardModel, fit, trial);
  return { reward: outputs.model as InputArtifact, trial };
}

const upper = { tune: 'top-layers', topLayers: 1 } as const;
const learned = { upper: await learnReward(upper), whole: await learnReward({}) };
afterAll(async () => {
  await tiny[Symbol.asyncDispose]();
  await building[Symbol.asyncDispose]();
  await dropReward();
  for (const { trial } of Object.values(learned)) await trial[Symbol.asyncDispose]();
});

const inputs = { policy, prompts: tiny.prompts, reward: lovely };
const config = { ...upper, updates: 2, epochs: 2, batchSize: 8, maxNewTokens: 8, learningRate: 0.003 };
const groups = { ...config, promptsPerUpdate: 4, samplesPerPrompt: 3 };

/** What a node that keeps states or computes them anew in every pass drew, and the model it gave. */
async function outcomes<Spec extends NodeSpec>(
  spec: Spec,
  run: NodeRun<z.output<Spec['config']>>,
  options: { config: z.input<Spec['config']>; inputs: Record<string, InputArtifact> },
) {
  const one = async (keep: boolean) => {
    Object.assign(trunks, { keep, opened: [] });
    await using trial = await testContext(spec, options);
    const { outputs } = await runNode(spec, run, trial);
    const { model } = await loadModel((outputs.policy ?? outputs.model)?.directory ?? '');
    const curves = trial.metrics.map(({ values }) => values);
    return { weights: model.parameters.data, curves, opened: trunks.opened };
  };
  return { kept: await one(true), recomputed: await one(false) };
}

type Outcomes = Awaited<ReturnType<typeof outcomes>>;

function expectEqual({ kept, recomputed }: Outcomes, tolerance = 1e-6) {
  const worst = kept.weights.reduce(
    (most, weight, n) => Math.max(most, Math.abs(weight - (recomputed.weights[n] as number))),
    0,
  );
  expect(worst).toBeLessThan(tolerance);
  expect(kept.curves).toHaveLength(recomputed.curves.length);
  for (const [n, values] of kept.curves.entries())
    for (const [name, value] of Object.entries(values))
      if (!/Second/.test(name)) expect(value, name).toBeCloseTo(recomputed.curves[n]?.[name] as number, 4);
}

const used = ({ kept }: Outcomes) => new Set(kept.opened.filter((one) => one !== wholeModel)).size;

test.each([
  ['the policy’s body', lovely, 1],
  ['a reward model with the same lower layers', learned.upper.reward, 1],
  ['a reward model with other lower layers', learned.whole.reward, 2],
])('PPO gives the same policy with kept states; a value model from %s', async (_, reward, caches) => {
  const both = await outcomes(ppo, practice, {
    config: { ...config, rolloutsPerUpdate: 12 },
    inputs: { ...inputs, reward },
  });
  expect(used(both)).toBe(caches);
  expectEqual(both);
});

test('RLOO gives the same policy with kept states', async () => {
  const both = await outcomes(rloo, reinforce, { config: groups, inputs });
  expect(used(both)).toBe(1);
  expectEqual(both);
});

test('GRPO gives the same policy with kept states', async () => {
  const both = await outcomes(grpo, practiceInGroups, { config: groups, inputs });
  expect(used(both)).toBe(1);
  expectEqual(both);
});

test('where all weights are trained nothing is kept', async () => {
  const both = await outcomes(grpo, practiceInGroups, {
    config: { ...groups, tune: 'all', updates: 1 },
    inputs,
  });
  expect(both.kept.opened).toEqual([wholeModel]);
});

const epochs = { ...upper, epochs: 3, batchSize: 16, learningRate: 0.003 };
const preferred = { model: policy, preferences: tiny.preferences };
const demonstrated = { model: policy, demonstrations: tiny.demonstrations };

/** A hundredth of a step: where gradients almost cancel, an epsilon of 1e-8 makes steps of the last digits of a sum. */
const rounding = epochs.learningRate / 100;

test('epochs over demonstrations give the same model with kept states', async () => {
  const both = await outcomes(sft, tune, { config: epochs, inputs: demonstrated });
  expect(used(both)).toBe(1);
  expectEqual(both, rounding);
});

test('epochs over preferences give the same reward model with kept states', async () => {
  const both = await outcomes(rewardModel, fit, { config: epochs, inputs: preferred });
  expect(used(both)).toBe(1);
  expectEqual(both, rounding);
});

test('DPO gives the same model with kept states, in a single epoch beside the reference too', async () => {
  for (const config of [epochs, { ...epochs, epochs: 1 }]) {
    const both = await outcomes(dpo, tuneByPreferences, { config, inputs: preferred });
    expect(used(both)).toBe(1);
    expectEqual(both);
  }
});

test('a single epoch keeps nothing, since each state is needed once', async () => {
  const both = await outcomes(sft, tune, { config: { ...epochs, epochs: 1 }, inputs: demonstrated });
  expect(both.kept.opened).toEqual([]);
});

test('training goes on in the middle of an epoch with the same states, bit for bit', async () => {
  trunks.keep = true;
  const options = { config: { ...epochs, epochs: 2 }, inputs: preferred };
  const { logs: _, ...expected } = await outcomeOf(dpo, tuneByPreferences, options);
  const { logs, ...outcome } = await outcomeAfter(
    { saveAt: [3], stopAt: 5 },
    dpo,
    tuneByPreferences,
    options,
  );
  expect(outcome).toEqual(expected);
  expect(logs.join()).toMatch(/states of \d+ tokens .*Resumed from step 3/);
});

test('an interrupted run goes on with the same states, bit for bit', async () => {
  trunks.keep = true;
  const options = {
    config: { ...config, updates: 3, rolloutsPerUpdate: 12 },
    inputs: { ...inputs, reward: learned.whole.reward },
  };
  const { logs: _, ...expected } = await outcomeOf(ppo, practice, options);
  const { logs, ...outcome } = await outcomeAfter({ saveAt: [1], stopAt: 2 }, ppo, practice, options);
  expect(outcome).toEqual(expected);
  expect(logs).toContain('Resumed from step 1 of 3.');
});
