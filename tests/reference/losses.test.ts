import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  explainedVariance,
  generalizedAdvantages,
  tokenRewards,
  whiten,
} from '../../packages/nodes/ppo/advantages.ts';
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
        const score = (inputs.scores[row] as number) - penalty;
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

    test('whitening over all response tokens, and explained variance', () => {
      const whitened = whiten(answers(values.advantages).flat());
      expect(largestDifference(whitened, answers(values.whitened).flat())).toBeLessThan(1e-5);
      const variance = explainedVariance(
        answers(values.inputs.values).flat(),
        answers(values.returns).flat(),
      );
      expect(variance).toBeCloseTo(values.explainedVariance, 5);
    });
  },
);
