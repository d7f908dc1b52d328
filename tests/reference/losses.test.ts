import { join } from 'node:path';
import { gradients } from '@heed/engine';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { buildGraph } from '../../packages/engine/onnx/build.ts';
import { float32, toOrt } from '../../packages/engine/session/feed.ts';
import { Session } from '../../packages/engine/session/session.ts';
import { input, type Tensor } from '../../packages/engine/tensor/tensor.ts';
import {
  addAdvantages,
  explainedVariance,
  generalizedAdvantages,
  tokenRewards,
  type ValuedRollout,
} from '../../packages/nodes/ppo/advantages.ts';
import { preferenceLoss } from '../../packages/nodes/reward-model/losses/pairwise.ts';
import { k3PerToken, sequenceKl } from '../../packages/nodes/shared/rollouts/describe.ts';
import { largestDifference, readValues } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const rows = z.array(z.array(z.number()));
const list = z.array(z.number());

const ppoValues = z.object({
  options: z.object({
    klCoefficient: z.number(),
    gamma: z.number(),
    lambda: z.number(),
    missingEndPenalty: z.number(),
    rewardScale: z.number(),
  }),
  inputs: z.object({
    mask: rows,
    logProbs: rows,
    referenceLogProbs: rows,
    values: rows,
    scores: list,
    finished: list,
  }),
  rewards: rows,
  advantages: rows,
  returns: rows,
  whitened: rows,
  klPerSequence: list,
  klK3: z.number(),
  explainedVariance: z.number(),
});

describeReference(
  'PPO: rewards, advantages and whitening',
  (folder) => runScript('losses.py', folder),
  (folder) => {
    let values: z.infer<typeof ppoValues>;
    beforeAll(async () => {
      values = await readValues(join(folder(), 'ppo.json'), ppoValues);
    });

    /** Each answer's entries without padding. */
    const answers = (padded: number[][]) =>
      padded.map((row, index) => row.slice(0, values.inputs.mask[index]?.filter((one) => one === 1).length));

    test('token rewards', () => {
      const { options, inputs } = values;
      const references = answers(inputs.referenceLogProbs);
      const rewards = answers(inputs.logProbs).map((logProbs, row) => {
        const penalty = options.missingEndPenalty * (1 - (inputs.finished[row] as number));
        const score = (inputs.scores[row] as number) / options.rewardScale - penalty;
        return tokenRewards(logProbs, references[row] as number[], score, options.klCoefficient);
      });
      expect(largestDifference(rewards.flat(), answers(values.rewards).flat())).toBeLessThan(1e-6);
    });

    test('advantages and returns', () => {
      const { gamma, lambda } = values.options;
      const given = answers(values.inputs.values);
      const results = answers(values.rewards).map((rewards, row) =>
        generalizedAdvantages({ rewards, values: given[row] as number[] }, gamma, lambda),
      );
      const advantages = results.flatMap((result) => result.advantages);
      const returns = results.flatMap((result) => result.returns);
      expect(largestDifference(advantages, answers(values.advantages).flat())).toBeLessThan(1e-6);
      expect(largestDifference(returns, answers(values.returns).flat())).toBeLessThan(1e-6);
    });

    /** The recorded answers as PPO keeps them. */
    const rollouts = () => {
      const [logProbs, referenceLogProbs, given] = [
        answers(values.inputs.logProbs),
        answers(values.inputs.referenceLogProbs),
        answers(values.inputs.values),
      ];
      return logProbs.map((one, row) => ({
        completion: one,
        logProbs: one,
        referenceLogProbs: referenceLogProbs[row],
        values: given[row],
        score: values.inputs.scores[row],
        finished: values.inputs.finished[row] === 1,
      })) as ValuedRollout[];
    };

    test('a whole update: scaled and penalized scores, returns, advantages whitened over all tokens', () => {
      const update = rollouts();
      addAdvantages(update, values.options);
      const returns = update.flatMap((one) => one.returns);
      expect(largestDifference(returns, answers(values.returns).flat())).toBeLessThan(1e-6);
      const whitened = update.flatMap((one) => one.advantages);
      expect(largestDifference(whitened, answers(values.whitened).flat())).toBeLessThan(1e-5);
    });

    test('KL per answer, the k3 estimate and explained variance', () => {
      const update = rollouts();
      expect(largestDifference(update.map(sequenceKl), values.klPerSequence)).toBeLessThan(1e-5);
      expect(k3PerToken(update)).toBeCloseTo(values.klK3, 6);
      const variance = explainedVariance(
        answers(values.inputs.values).flat(),
        answers(values.returns).flat(),
      );
      expect(variance).toBeCloseTo(values.explainedVariance, 5);
    });
  },
);

const rewardValues = z.object({
  chosen: list,
  rejected: list,
  variants: z.record(
    z.string(),
    z.object({
      strength: list,
      weight: list,
      margin: z.number(),
      centering: z.number(),
      loss: z.number(),
      chosenGradient: list,
      rejectedGradient: list,
    }),
  ),
});

describeReference(
  'Reward model: the loss of preferences and its gradients',
  (folder) => runScript('losses.py', folder),
  (folder) => {
    test.each(['plain', 'centered', 'ties', 'margin and weights'])('%s', async (variant) => {
      const { chosen, rejected, variants } = await readValues(join(folder(), 'reward.json'), rewardValues);
      const expected = variants[variant] as z.infer<typeof rewardValues>['variants'][string];
      const { strength, weight } = expected;
      const given = { chosen, rejected, strength, weight };
      const [a, b, s, w] = [
        input('chosen', ['P']),
        input('rejected', ['P']),
        input('strength', ['P']),
        input('weight', ['P']),
      ] as const;
      const loss = preferenceLoss(a, b, s, w, expected);
      const [chosenGradient, rejectedGradient] = gradients(loss, [a, b]);
      const outputs = { loss, chosenGradient, rejectedGradient } as Record<string, Tensor>;
      const session = await Session.open(buildGraph([a, b, s, w], outputs, { name: 'preference loss' }));
      const feeds = Object.entries(given).map(([name, list]) => [name, toOrt(float32(list))] as const);
      const results = await session.run(Object.fromEntries(feeds));
      const data = (name: string) => results[name]?.data as Float32Array;
      expect(largestDifference(data('loss'), [expected.loss])).toBeLessThan(1e-6);
      expect(largestDifference(data('chosenGradient'), expected.chosenGradient)).toBeLessThan(1e-6);
      expect(largestDifference(data('rejectedGradient'), expected.rejectedGradient)).toBeLessThan(1e-6);
      await session.dispose();
    });
  },
);
