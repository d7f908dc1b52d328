import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  completionRow,
  type InputArtifact,
  judgementRow,
  REWARD_FUNCTION_FILE,
  TABLE_FILE,
} from '@heed/schema';
import { readTable } from '@heed/tables';
import { afterAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { run as labeling } from '../human-labeling/run.ts';
import humanLabeling from '../human-labeling/spec.ts';
import { run as optimize } from '../ppo/run.ts';
import ppo from '../ppo/spec.ts';
import { run as fit } from '../reward-model/run.ts';
import rewardModel from '../reward-model/spec.ts';
import { combineScores } from '../shared/ensemble.ts';
import { openScorer } from '../shared/scorer.ts';
import { runNode, type TestContext, tableArtifact, testContext } from '../testing/index.ts';
import { tinyDemonstrations, tinyPipeline } from '../testing/tiny-pipeline.ts';
import { run } from './run.ts';
import spec from './spec.ts';

const tiny = await tinyPipeline();
const trials: TestContext<unknown>[] = [];
afterAll(async () => {
  for (const trial of trials) await trial[Symbol.asyncDispose]();
  await tiny[Symbol.asyncDispose]();
});

async function rewardModelOf(seed: number): Promise<InputArtifact> {
  const trial = await testContext(rewardModel, {
    config: { epochs: 3, learningRate: 0.003, batchSize: 16, heldOutShare: 0.2 },
    inputs: { model: tiny.model, preferences: tiny.preferences },
    seed,
  });
  trials.push(trial);
  return (await runNode(rewardModel, fit, trial)).outputs.model as InputArtifact;
}

const models = [await rewardModelOf(1), await rewardModelOf(2), await rewardModelOf(3)];
const answers = tinyDemonstrations.map((row, index) => ({
  ...row,
  completionId: `c${index}`,
  logProb: -1,
  tokens: 3,
  finished: true,
}));
const answersFolder = await testContext(spec);
trials.push(answersFolder);
const completions = await tableArtifact(
  join(answersFolder.folder, 'answers'),
  'completions',
  completionRow,
  answers,
);
const texts = ['lovely', 'awful', 'red'].map((word) => ({
  prompt: 'is red nice?',
  completion: `red is ${word}`,
}));

async function ensemble(
  config: Partial<z.input<typeof spec.config>>,
  inputs: Record<string, InputArtifact | InputArtifact[]> = {},
) {
  const trial = await testContext(spec, { config, inputs: { models, ...inputs } });
  trials.push(trial);
  const { results, outputs } = await runNode(spec, run, trial);
  return { results, reward: outputs.reward as InputArtifact };
}

async function scoresOf(artifact: InputArtifact): Promise<number[]> {
  await using scorer = await openScorer(artifact);
  return await scorer.score(texts);
}

test('scores combine by mean, worst case, and mean − λ · variance', () => {
  expect(combineScores([1, 2, 6], { combine: 'mean', penalty: 9 })).toBe(3);
  expect(combineScores([1, 2, 6], { combine: 'worst-case', penalty: 9 })).toBe(1);
  // population variance (4 + 1 + 9) / 3
  expect(combineScores([1, 2, 6], { combine: 'variance-penalty', penalty: 0.3 })).toBeCloseTo(
    3 - 0.3 * (14 / 3),
    12,
  );
  expect(combineScores([5], { combine: 'variance-penalty', penalty: 0.3 })).toBe(5);
});

test.each(['mean', 'worst-case', 'variance-penalty'] as const)(
  '%s of three reward models, which are copied, so that the ensemble stands alone',
  async (combine) => {
    const byModel = await Promise.all(models.map(scoresOf));
    const { reward, results } = await ensemble({ combine, penalty: 2, name: 'three' });
    expect((await readdir(reward.directory)).sort()).toEqual(
      ['manifest.json', 'member-1', 'member-2', 'member-3', REWARD_FUNCTION_FILE].sort(),
    );
    expect(await readdir(join(reward.directory, 'member-1'))).not.toContain('manifest.json');
    const combined = await scoresOf(reward);
    for (const [index, score] of combined.entries()) {
      const own = byModel.map((scores) => scores[index] as number);
      expect(score).toBeCloseTo(combineScores(own, { combine, penalty: 2 }), 5);
    }
    expect(combined[0]).toBeGreaterThan(combined[1] as number);
    expect(results).toMatchObject({ members: 3 });
  },
);

test('on given answers every member gets mean 0 and deviation 1, and their agreement is measured', async () => {
  const { reward, results } = await ensemble({}, { completions });
  await using scorer = await openScorer(reward);
  const scores = await scorer.score(answers);
  expect(scores.reduce((a, b) => a + b) / scores.length).toBeCloseTo(0, 4);
  expect(results.correlation).toBeGreaterThan(0.3);
  expect(results.correlation).toBeLessThan(1);
  expect(results.disagreement).toBeGreaterThan(0);
});

test('PPO practices on an ensemble; its value model starts from the policy', async () => {
  const { reward } = await ensemble({ combine: 'worst-case' });
  await using trial = await testContext(ppo, {
    config: { updates: 2, rolloutsPerUpdate: 8, batchSize: 8, maxNewTokens: 6, epochs: 1 },
    inputs: { policy: tiny.model, reward, prompts: tiny.prompts },
  });
  const { results } = await runNode(ppo, optimize, trial);
  expect(Number.isFinite(results.reward)).toBe(true);
  expect(results.explainedVariance).toBeLessThanOrEqual(1);
});

test('judges pairs in place of people, under its name', async () => {
  const { reward } = await ensemble({ name: 'three wise models' });
  await using trial = await testContext(humanLabeling, { inputs: { completions, judge: reward } });
  const { outputs } = await runNode(humanLabeling, labeling, trial);
  const judgements = await readTable(join(outputs.judgements?.directory ?? '', TABLE_FILE), judgementRow);
  expect(judgements.length).toBeGreaterThan(0);
  for (const { chosenId, firstId, firstText, labeler } of judgements) {
    expect(labeler).toBe('three wise models');
    expect(chosenId === firstId).toBe(firstText?.endsWith('lovely'));
  }
});

test('one model wired twice is warned of; a damaged file is told from a rule', async () => {
  const twice = await testContext(spec, { inputs: { models: [models[0], models[0]] as InputArtifact[] } });
  trials.push(twice);
  const { outputs } = await runNode(spec, run, twice);
  expect(twice.logs.map(({ text }) => text)).toContain(
    'The same reward model is wired more than once; it counts more than once.',
  );
  const reward = outputs.reward as InputArtifact;
  const file = join(reward.directory, REWARD_FUNCTION_FILE);
  const saved = await readFile(file, 'utf8');
  await rm(file);
  await writeFile(file, saved.replace('member-2', '../../etc'));
  await expect(openScorer(reward)).rejects.toThrow(/is not an ensemble that this Heed can read/);
});
