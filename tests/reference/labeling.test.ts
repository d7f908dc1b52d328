import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { krippendorffAlpha } from '../../packages/labeling/statistics/alpha.ts';
import { fitPrompt } from '../../packages/labeling/statistics/fit-prompt.ts';
import { largestDifference, readValues } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const list = z.array(z.number());
const values = z.object({
  alpha: z.array(
    z.object({
      table: z.array(z.array(z.number().nullable())),
      nominal: z.number(),
      ordinal: z.number(),
      interval: z.number(),
    }),
  ),
  davidson: z.array(
    z.object({
      candidates: z.number(),
      comparisons: z.array(z.object({ better: z.number(), worse: z.number(), tie: z.boolean() })),
      mean: list,
      covariance: z.array(list),
    }),
  ),
});

describeReference(
  'Labeling: agreement and scores',
  (folder) => runScript('labeling.py', folder),
  (folder) => {
    let recorded: z.infer<typeof values>;
    beforeAll(async () => {
      recorded = await readValues(join(folder(), 'labeling.json'), values);
    });

    test.each(['nominal', 'ordinal', 'interval'] as const)(
      'Krippendorff’s α, %s, of tables with gaps',
      (metric) => {
        for (const { table, ...expected } of recorded.alpha) {
          const units = (table[0] ?? []).map((_, unit) => ({
            values: table.flatMap((row) => row[unit] ?? []),
          }));
          const { alpha } = krippendorffAlpha(units, { metric, rounds: 0 });
          expect(alpha as number).toBeCloseTo(expected[metric], 9);
        }
      },
    );

    test('Davidson’s model of one prompt: scores and their covariance', () => {
      for (const { candidates, comparisons, mean, covariance } of recorded.davidson) {
        const fit = fitPrompt(candidates, comparisons);
        expect(largestDifference(fit.mean, mean)).toBeLessThan(1e-5);
        expect(largestDifference(fit.covariance.flat(), covariance.flat())).toBeLessThan(1e-4);
      }
    });
  },
  ['krippendorff', 'scipy'],
);
