import { join } from 'node:path';
import {
  type Feed,
  Forward,
  float32,
  gather,
  int64,
  learningRateAt,
  Model,
  mean,
  neg,
  readSafetensors,
  type Tensors,
  Trainer,
} from '@heed/engine';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { dpoLoss, pairLogProbs } from '../../packages/nodes/dpo/loss.ts';
import {
  lossFeeds,
  lossInputs,
  type PairLogProbs,
  pairFeeds,
  pairInputs,
} from '../../packages/nodes/dpo/pairs.ts';
import { addAdvantages as groupRelative } from '../../packages/nodes/grpo/advantages.ts';
import * as grpo from '../../packages/nodes/grpo/loss.ts';
import { addAdvantages as generalized, type ValuedRollout } from '../../packages/nodes/ppo/advantages.ts';
import { policyInputs, policyLoss, valueInputs, valueLoss } from '../../packages/nodes/ppo/losses.ts';
import { optimizeBatch } from '../../packages/nodes/ppo/optimize.ts';
import { answersOf } from '../../packages/nodes/reward-model/answers.ts';
import { preferenceLoss } from '../../packages/nodes/reward-model/losses/pairwise.ts';
import { rankingLoss } from '../../packages/nodes/reward-model/losses/plackett-luce.ts';
import { regressionLoss } from '../../packages/nodes/reward-model/losses/regression.ts';
import { rankingFeeds } from '../../packages/nodes/reward-model/objectives/rankings.ts';
import { addAdvantages as leaveOneOut, MovingBaseline } from '../../packages/nodes/rloo/advantages.ts';
import * as rloo from '../../packages/nodes/rloo/loss.ts';
import { scoresAt, targetLogProbs } from '../../packages/nodes/shared/graph.ts';
import {
  answerFeeds,
  answerInputs,
  responseFeeds,
  responseInputs,
} from '../../packages/nodes/shared/responses.ts';
import { addTokenOutputs, type Rollout } from '../../packages/nodes/shared/rollouts/rollouts.ts';
import { largestDifference, readValues, recordedOptimizer, recordedSchedule } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const list = z.array(z.number());
const answer = z.object({ prompt: list, completion: list });
const rollout = answer.extend({ score: z.number(), finished: z.boolean() });
const steps = z.array(z.object({ loss: z.number(), gradientNorm: z.number() }));
const reward = { options: z.object({ margin: z.number(), centering: z.number() }), steps };
const group = { answers: z.array(answer), weight: z.number() };
const policy = { updates: z.array(z.array(rollout)), steps };
const shared = { temperature: z.number(), clipRange: z.number(), missingEndPenalty: z.number() };
const scaled = { ...shared, klCoefficient: z.number(), rewardScale: z.number() };

const valuesSchema = z.object({
  config: z.looseObject({ pad_token_id: z.number() }),
  optimizer: recordedOptimizer,
  schedule: recordedSchedule,
  sft: z.object({ batches: z.array(z.array(answer)), steps }),
  'reward-pair': z.object({
    ...reward,
    batches: z.array(z.array(z.object({ ...group, strength: z.number() }))),
  }),
  'reward-ranking': z.object({ ...reward, batches: z.array(z.array(z.object({ ...group, ranks: list }))) }),
  'reward-rating': z.object({
    ...reward,
    batches: z.array(z.array(z.object({ ...group, rating: z.number() }))),
  }),
  dpo: z.object({
    options: z.object({ beta: z.number() }),
    batches: z.array(z.array(z.object({ ...group, strength: z.number() }))),
    steps,
  }),
  ppo: z.object({
    options: z
      .object({
        ...scaled,
        gamma: z.number(),
        lambda_: z.number(),
        entropyCoefficient: z.number(),
        valueClipRange: z.number(),
        valueCoefficient: z.number(),
      })
      .transform(({ lambda_: lambda, ...options }) => ({ ...options, lambda })),
    ...policy,
    valueSteps: steps,
  }),
  rloo: z.object({ options: z.object({ ...scaled, samplesPerPrompt: z.number() }), ...policy }),
  grpo: z.object({
    options: z.object({
      ...shared,
      klCoefficient: z.number(),
      samplesPerPrompt: z.number(),
      divideByDeviation: z.boolean(),
      averaging: z.enum(['answers', 'tokens', 'constant']),
      maxNewTokens: z.number(),
    }),
    ...policy,
  }),
});
type Values = z.infer<typeof valuesSchema>;
type Steps = z.infer<typeof steps>;

/** Optimizer steps on the answers of one update. */
const STEPS_PER_UPDATE = 2;

describeReference(
  'Ten steps of every algorithm: losses agree to 1e-5, gradient norms and weights to 1e-4',
  async (folder) => {
    await runScript('gpt2.py', join(folder, 'gpt2'));
    await runScript('steps.py', join(folder, 'gpt2'), join(folder, 'steps'));
  },
  (folder) => {
    let values: Values;
    let weights: Tensors;
    beforeAll(async () => {
      values = await readValues(join(folder(), 'steps/values.json'), valuesSchema);
      weights = (await readSafetensors(join(folder(), 'gpt2/weights.safetensors'))).tensors;
    });

    const modelWith = (head: 'language-model' | 'score') =>
      Model.fromTensors(values.config, weights, { head, seed: 0 });
    const rateOf = (step: number) => learningRateAt(values.schedule, step);

    async function expectTrained(model: Model, name: string, taken: Steps, expected: Steps) {
      expect(taken).toHaveLength(values.schedule.totalSteps);
      for (const [step, { loss, gradientNorm }] of expected.entries()) {
        const own = taken[step] as Steps[number];
        const about = `of step ${step + 1}`;
        expect(Math.abs(own.loss - loss), `loss ${about}`).toBeLessThan(1e-5 * Math.max(1, Math.abs(loss)));
        // where all ratios are clipped there is no gradient, and nothing to compare a difference with
        const size = Math.max(gradientNorm, 0.1);
        expect(Math.abs(own.gradientNorm - gradientNorm), `norm ${about}`).toBeLessThan(1e-4 * size);
      }
      const { tensors } = await readSafetensors(join(folder(), 'steps', `${name}.safetensors`));
      expect([...tensors.keys()].sort()).toEqual([...model.tensors().keys()].sort());
      for (const [weight, { data }] of model.tensors()) {
        const trained = tensors.get(weight)?.data ?? new Float32Array();
        expect(largestDifference(determined(weight, data), determined(weight, trained)), weight).toBeLessThan(
          1e-4,
        );
      }
    }

    /** One step a batch. */
    async function stepThrough<Batch>(
      trainer: Trainer<string>,
      batches: readonly Batch[],
      feedsOf: (batch: Batch) => Record<string, Feed>,
    ): Promise<Steps> {
      const taken: Steps = [];
      for (const [step, batch] of batches.entries())
        taken.push((await trainer.step(feedsOf(batch), { learningRate: rateOf(step) })) as Steps[number]);
      return taken;
    }

    test('SFT', async () => {
      await using trainer = await Trainer.create({
        model: modelWith('language-model'),
        inputs: responseInputs,
        loss: (graph, inputs) => ({ loss: neg(mean(targetLogProbs(graph, inputs))) }),
        optimizer: values.optimizer,
      });
      const { batches, steps: expected } = values.sft;
      const taken = await stepThrough(trainer, batches, (batch) => ({ ...responseFeeds(batch) }));
      await expectTrained(trainer.model, 'sft', taken, expected);
    });

    /** Examples of the reward model, each with a prompt of its own to carry its weight. */
    const asExamples = <One extends object>(batch: readonly One[]) =>
      batch.map((one, index) => ({ ...one, promptId: `${index}` }));
    const weightsOf = (batch: readonly { promptId: string; weight: number }[]) =>
      new Map(batch.map(({ promptId, weight }) => [promptId, weight]));
    const vector = (name: string) => ({ shape: [name], dtype: 'float32' }) as const;
    const places = { shape: ['P'], dtype: 'int64' } as const;

    test('reward model, preferences', async () => {
      const { batches, options, steps: expected } = values['reward-pair'];
      const labels = { chosen: places, rejected: places, strength: vector('P'), weight: vector('P') };
      await using trainer = await Trainer.create({
        model: modelWith('score'),
        inputs: { ...answerInputs, ...labels },
        loss: (graph, inputs) => {
          const scores = scoresAt(graph, inputs, inputs.ends);
          const [better, worse] = [gather(scores, inputs.chosen), gather(scores, inputs.rejected)];
          return { loss: preferenceLoss(better, worse, inputs.strength, inputs.weight, options) };
        },
        optimizer: values.optimizer,
      });
      const taken = await stepThrough(trainer, batches, (batch) => ({
        ...answerFeeds(answersOf(asExamples(batch))),
        chosen: int64(batch.map((_, index) => 2 * index)),
        rejected: int64(batch.map((_, index) => 2 * index + 1)),
        strength: float32(batch.map(({ strength }) => strength)),
        weight: float32(batch.map(({ weight }) => weight)),
      }));
      await expectTrained(trainer.model, 'reward-pair', taken, expected);
    });

    test('reward model, rankings of two to five answers with ties', async () => {
      const { batches, options, steps: expected } = values['reward-ranking'];
      const matrix = { shape: ['G', 'K'], dtype: 'float32' } as const;
      const labels = {
        places: { shape: ['G', 'K'], dtype: 'int64' },
        atRisk: { shape: ['G', 'K', 'K'], dtype: 'float32' },
        choiceWeights: matrix,
        shares: matrix,
      } as const;
      await using trainer = await Trainer.create({
        model: modelWith('score'),
        inputs: { ...answerInputs, ...labels },
        loss: (graph, inputs) => {
          const scores = gather(scoresAt(graph, inputs, inputs.ends), inputs.places);
          return { loss: rankingLoss({ ...inputs, scores }, options) };
        },
        optimizer: values.optimizer,
      });
      const taken = await stepThrough(trainer, batches, (batch) => {
        const examples = asExamples(batch);
        return {
          ...answerFeeds(answersOf(examples)),
          ...rankingFeeds(examples, weightsOf(examples)),
        };
      });
      await expectTrained(trainer.model, 'reward-ranking', taken, expected);
    });

    test('reward model, ratings', async () => {
      const { batches, steps: expected } = values['reward-rating'];
      await using trainer = await Trainer.create({
        model: modelWith('score'),
        inputs: { ...answerInputs, ratings: vector('A'), weights: vector('A') },
        loss: (graph, inputs) => ({
          loss: regressionLoss(scoresAt(graph, inputs, inputs.ends), inputs.ratings, inputs.weights),
        }),
        optimizer: values.optimizer,
      });
      const taken = await stepThrough(trainer, batches, (batch) => ({
        ...answerFeeds(answersOf(asExamples(batch))),
        ratings: float32(batch.map(({ rating }) => rating)),
        weights: float32(batch.map(({ weight }) => weight)),
      }));
      await expectTrained(trainer.model, 'reward-rating', taken, expected);
    });

    test('DPO', async () => {
      const { batches, options, steps: expected } = values.dpo;
      await using reference = await Forward.create({
        model: modelWith('language-model'),
        inputs: pairInputs,
        outputs: (graph, inputs) => pairLogProbs(graph, inputs),
      });
      await using trainer = await Trainer.create({
        model: modelWith('language-model'),
        inputs: lossInputs,
        loss: (graph, inputs) => dpoLoss(graph, inputs, options.beta),
        optimizer: values.optimizer,
      });
      const taken: Steps = [];
      for (const [step, batch] of batches.entries()) {
        const pairs = batch.map(({ answers: [chosen, rejected], strength }, index) => ({
          promptId: `${index}`,
          chosen: chosen as z.infer<typeof answer>,
          rejected: rejected as z.infer<typeof answer>,
          strength,
        }));
        const before = await reference.run(pairFeeds(pairs));
        const known = new Map(
          pairs.map((pair, index): [typeof pair, PairLogProbs] => [
            pair,
            {
              chosen: before.chosen.data[index] as number,
              rejected: before.rejected.data[index] as number,
            },
          ]),
        );
        const feeds = lossFeeds(pairs, known, { labelSmoothing: 0 });
        taken.push(await trainer.step(feeds, { learningRate: rateOf(step) }));
      }
      await expectTrained(trainer.model, 'dpo', taken, expected);
    });

    /** An update's answers as the algorithms keep them, before anything is computed of them. */
    const asRollouts = (update: Values['ppo']['updates'][number]): ValuedRollout[] =>
      update.map((one) => ({
        ...one,
        row: { promptId: '', prompt: '', language: 'en' },
        text: '',
        logProbs: [],
        referenceLogProbs: [],
        advantages: [],
        values: [],
        returns: [],
      }));

    /** Log-probabilities per token, by the weights that the model has at that moment. */
    const logProbsOf = (model: Model, temperature: number) =>
      Forward.create({
        model,
        inputs: responseInputs,
        outputs: (graph, inputs) => ({ perToken: targetLogProbs(graph, inputs, temperature) }),
      });

    /** Fills in the log-probabilities of the policy, as it samples, and of the initial model. */
    async function addLogProbs(rollouts: readonly Rollout[], own: Forward, initial: Forward) {
      await addTokenOutputs(rollouts, own, responseFeeds, (one, perToken) => {
        one.logProbs = perToken;
      });
      await addTokenOutputs(rollouts, initial, responseFeeds, (one, perToken) => {
        one.referenceLogProbs = perToken;
      });
    }

    test('PPO, policy and value model', async () => {
      const { updates, options, steps: expected, valueSteps } = values.ppo;
      const { optimizer } = values;
      await using policyTrainer = await Trainer.create({
        model: modelWith('language-model'),
        inputs: policyInputs,
        loss: (graph, inputs) => policyLoss(graph, inputs, options),
        optimizer,
      });
      await using valueTrainer = await Trainer.create({
        model: modelWith('score'),
        inputs: valueInputs,
        loss: (graph, inputs) => valueLoss(graph, inputs, options),
        optimizer,
      });
      await using own = await logProbsOf(policyTrainer.model, options.temperature);
      await using initial = await logProbsOf(modelWith('language-model'), options.temperature);
      await using valuing = await Forward.create({
        model: valueTrainer.model,
        inputs: responseInputs,
        outputs: (graph, inputs) => ({ perToken: scoresAt(graph, inputs, inputs.predictors) }),
      });
      const [taken, valueTaken]: [Steps, Steps] = [[], []];
      for (const update of updates) {
        const rollouts = asRollouts(update);
        await addLogProbs(rollouts, own, initial);
        await addTokenOutputs(rollouts, valuing, responseFeeds, (one, perToken) => {
          one.values = perToken;
        });
        generalized(rollouts, options);
        for (let repeat = 0; repeat < STEPS_PER_UPDATE; repeat++) {
          const learningRate = rateOf(taken.length);
          const numbers = await optimizeBatch(rollouts, { policyTrainer, valueTrainer, learningRate });
          const loss = numbers.policyLoss - options.entropyCoefficient * numbers.entropy;
          taken.push({ loss, gradientNorm: numbers.gradientNorm });
          const valueTotal = options.valueCoefficient * numbers.valueLoss;
          valueTaken.push({ loss: valueTotal, gradientNorm: numbers.valueGradientNorm });
        }
      }
      await expectTrained(policyTrainer.model, 'ppo-policy', taken, expected);
      await expectTrained(valueTrainer.model, 'ppo-value', valueTaken, valueSteps);
    });

    /** Goes through the updates of an algorithm without a value model. */
    async function practice(
      trainer: Trainer<string>,
      updates: Values['rloo']['updates'],
      temperature: number,
      feedsOf: (rollouts: Rollout[]) => Record<string, Feed>,
    ): Promise<Steps> {
      await using own = await logProbsOf(trainer.model, temperature);
      await using initial = await logProbsOf(modelWith('language-model'), temperature);
      const taken: Steps = [];
      for (const update of updates) {
        const rollouts = asRollouts(update);
        await addLogProbs(rollouts, own, initial);
        const feeds = feedsOf(rollouts);
        for (let repeat = 0; repeat < STEPS_PER_UPDATE; repeat++)
          taken.push((await trainer.step(feeds, { learningRate: rateOf(taken.length) })) as Steps[number]);
      }
      return taken;
    }

    test('RLOO', async () => {
      const { updates, options, steps: expected } = values.rloo;
      await using trainer = await Trainer.create({
        model: modelWith('language-model'),
        inputs: rloo.policyInputs,
        loss: (graph, inputs) => rloo.policyLoss(graph, inputs, options),
        optimizer: values.optimizer,
      });
      const taken = await practice(trainer, updates, options.temperature, (rollouts) => {
        leaveOneOut(rollouts, options.samplesPerPrompt, new MovingBaseline(0), options);
        return rloo.policyFeeds(rollouts);
      });
      await expectTrained(trainer.model, 'rloo', taken, expected);
    });

    test('GRPO', async () => {
      const { updates, options, steps: expected } = values.grpo;
      await using trainer = await Trainer.create({
        model: modelWith('language-model'),
        inputs: grpo.policyInputs,
        loss: (graph, inputs) => grpo.policyLoss(graph, inputs, options),
        optimizer: values.optimizer,
      });
      const { averaging, maxNewTokens: longest } = options;
      const layout = { averaging, longest };
      const taken = await practice(trainer, updates, options.temperature, (rollouts) => {
        groupRelative(rollouts, options);
        return grpo.policyFeeds(rollouts, layout);
      });
      await expectTrained(trainer.model, 'grpo', taken, expected);
    });
  },
);

/**
 * The numbers of a weight that the loss depends on. The bias of the keys shifts every attention score of a query
 * alike, so its gradient is exactly 0, and Adam blows rounding noise up to steps of the size of the learning rate.
 */
function determined(name: string, data: Float32Array): Float32Array {
  if (!name.endsWith('attn.c_attn.bias')) return data;
  const width = data.length / 3;
  return Float32Array.from([...data.subarray(0, width), ...data.subarray(2 * width)]);
}
