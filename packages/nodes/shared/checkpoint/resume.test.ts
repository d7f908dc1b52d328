import type { InputArtifact, NodeRun, NodeSpec } from '@heed/schema';
import { afterAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { run as tuneByPreferences } from '../../dpo/run.ts';
import dpo from '../../dpo/spec.ts';
import { run as answer } from '../../generate/run.ts';
import generate from '../../generate/spec.ts';
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
import { type Cut, outcomeAfter, outcomeOf, outcomeWhenStopped } from '../../testing/interruption.ts';
import { lovelyReward } from '../../testing/lovely.ts';
import { tinyPipeline } from '../../testing/tiny-pipeline.ts';

const tiny = await tinyPipeline();
const { reward, [Symbol.asyncDispose]: dropReward } = await lovelyReward();
const learning = await testContext(rewardModel, {
  config: { epochs: 1, batchSize: 32 },
  inputs: { model: tiny.model, preferences: tiny.preferences },
});
const { outputs: learned } = await runNode(rewardModel, fit, learning);
afterAll(async () => {
  await tiny[Symbol.asyncDispose]();
  await learning[Symbol.asyncDispose]();
  await dropReward();
});

const demonstrated = { model: tiny.model, demonstrations: tiny.demonstrations };
const preferred = { model: tiny.model, preferences: tiny.preferences };
const rewarded = { policy: tiny.model, reward, prompts: tiny.prompts };
const byModel = { ...rewarded, reward: learned.model as InputArtifact };
const lora = { tune: 'lora', loraAlpha: 32 } as const;
const epochs = { epochs: 2, batchSize: 16, learningRate: 0.003, warmupShare: 0.2 };
const updates = { updates: 6, batchSize: 16, maxNewTokens: 8, learningRate: 0.003, epochs: 2 };
const groups = { ...updates, promptsPerUpdate: 5, samplesPerPrompt: 4 };
const adaptive = { rolloutsPerUpdate: 24, klTarget: 1, klHorizon: 100 };

/** A node that takes so many steps in all, run without and with an interruption. */
function trial<Spec extends NodeSpec>(
  spec: Spec,
  run: NodeRun<z.output<Spec['config']>>,
  steps: number,
  options: { config: z.input<Spec['config']>; inputs: Record<string, InputArtifact> },
) {
  let undisturbed: ReturnType<typeof outcomeOf> | undefined;
  return {
    steps,
    undisturbed() {
      undisturbed ??= outcomeOf(spec, run, options);
      return undisturbed;
    },
    after: (cut: Cut) => outcomeAfter(cut, spec, run, options),
    stoppedAt: (step: number) => outcomeWhenStopped(step, spec, run, options),
  };
}

// 96 demonstrations, a tenth aside, are 6 batches an epoch; 64 preferences, a part aside, are 4
const trials = {
  sft: trial(sft, tune, 12, { config: epochs, inputs: demonstrated }),
  'sft with LoRA': trial(sft, tune, 12, { config: { ...epochs, ...lora }, inputs: demonstrated }),
  'reward-model': trial(rewardModel, fit, 8, { config: epochs, inputs: preferred }),
  'reward-model of rankings': trial(rewardModel, fit, 8, {
    config: epochs,
    inputs: { model: tiny.model, preferences: tiny.rankings },
  }),
  'reward-model of ratings': trial(rewardModel, fit, 8, {
    config: epochs,
    inputs: { model: tiny.model, preferences: tiny.ratings },
  }),
  dpo: trial(dpo, tuneByPreferences, 8, { config: epochs, inputs: preferred }),
  'dpo of the upper layer': trial(dpo, tuneByPreferences, 8, {
    config: { ...epochs, tune: 'top-layers', topLayers: 1 },
    inputs: preferred,
  }),
  ppo: trial(ppo, practice, 6, { config: { ...updates, ...adaptive }, inputs: byModel }),
  'ppo with LoRA and a reward function': trial(ppo, practice, 6, {
    config: { ...updates, ...adaptive, ...lora, scaleRewards: true },
    inputs: rewarded,
  }),
  rloo: trial(rloo, reinforce, 6, { config: groups, inputs: rewarded }),
  'rloo with single answers': trial(rloo, reinforce, 6, {
    config: { ...groups, samplesPerPrompt: 1, promptsPerUpdate: 16, scaleRewards: true },
    inputs: rewarded,
  }),
  generate: trial(generate, answer, 8, {
    config: { samplesPerPrompt: 4, batchSize: 4, maxNewTokens: 8, temperature: 1 },
    inputs: { model: tiny.model, prompts: tiny.prompts },
  }),
  'ppo of the upper layer': trial(ppo, practice, 6, {
    config: { ...updates, ...adaptive, tune: 'top-layers', topLayers: 1 },
    inputs: byModel,
  }),
  grpo: trial(grpo, practiceInGroups, 6, { config: groups, inputs: rewarded }),
  'grpo with LoRA': trial(grpo, practiceInGroups, 6, { config: { ...groups, ...lora }, inputs: rewarded }),
};

describe.each(Object.entries(trials))('%s', (_, { steps, undisturbed, after, stoppedAt }) => {
  const cuts: [string, Cut, resumedFrom: number][] = [
    ['right after its first checkpoint', { saveAt: [1], stopAt: 1 }, 1],
    ['some steps after a checkpoint', { saveAt: [2], stopAt: 4 }, 2],
    ['after the later of two checkpoints', { saveAt: [1, 3], stopAt: 5 }, 3],
    ['with the first epoch', { saveAt: [steps / 2], stopAt: steps / 2 }, steps / 2],
    ['before its last step', { saveAt: [steps - 1], stopAt: steps - 1 }, steps - 1],
    ['after its last step', { saveAt: [steps], stopAt: steps }, steps],
  ];

  test.each(cuts)('interrupted %s, gives what it would have given', async (_, cut, resumedFrom) => {
    const { logs, ...outcome } = await after(cut);
    const { logs: __, ...expected } = await undisturbed();
    expect(outcome).toEqual(expected);
    expect(logs).toContain(`Resumed from step ${resumedFrom} of ${steps}.`);
  });

  test('told to stop, keeps the step that it is at', async () => {
    const { logs, ...outcome } = await stoppedAt(2);
    const { logs: __, ...expected } = await undisturbed();
    expect(outcome).toEqual(expected);
    expect(logs).toContain(`Resumed from step 2 of ${steps}.`);
  });

  test('interrupted before any checkpoint, begins again', async () => {
    const { logs, ...outcome } = await after({ saveAt: [], stopAt: 2 });
    const { logs: __, ...expected } = await undisturbed();
    expect(outcome).toEqual(expected);
    expect(logs.join()).not.toContain('Resumed');
  });
});
