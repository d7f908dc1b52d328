import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fitScores } from '../../packages/nodes/comparison-scores/fit.ts';
import { largestDifference, readValues } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const cases = z.array(
  z.object({
    candidates: z.number(),
    rankings: z.array(z.array(z.number())),
    scores: z.array(z.number()),
  }),
);
const values = z.object({ pairs: cases, rankings: cases });

/** A ranking as the choices of the next best among those that are left. */
function choicesOf(ranking: readonly number[]) {
  return ranking.slice(0, -1).map((chosen, place) => ({ chosen, rivals: ranking.slice(place), weight: 1 }));
}

describeReference(
  'Scores of comparisons',
  (folder) => runScript('comparison_scores.py', folder),
  (folder) => {
    let recorded: z.infer<typeof values>;
    beforeAll(async () => {
      recorded = await readValues(join(folder(), 'comparison-scores.json'), values);
    });

    test.each([
      ['Bradley and Terry, of pairs', 'pairs'],
      ['Plackett and Luce, of rankings', 'rankings'],
    ] as const)('%s', (_, kind) => {
      expect(recorded[kind].length).toBeGreaterThan(0);
      for (const { candidates, rankings, scores } of recorded[kind]) {
        const fitted = fitScores(candidates, rankings.flatMap(choicesOf), 0);
        expect(largestDifference(fitted, scores)).toBeLessThan(1e-6);
      }
    });
  },
  ['choix'],
);
