import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fitJoint } from '../../packages/labeling/statistics/fit-joint.ts';
import type { JointComparison } from '../../packages/labeling/statistics/joint-model.ts';
import { spearman } from '../../packages/nodes/shared/correlation.ts';
import { largestDifference, readValues } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const list = z.array(z.number());
const found = z.object({ scores: list, skills: list, biases: list });
const about = {
  comparisons: z.array(z.tuple([z.int(), z.int(), z.int(), z.literal([1, 0, -1])])),
  planted: found,
};
const crowdKit = z.object({ fit: found, top: found, belowTop: z.number() });
const values = z.object({
  mixture: z.object({ ...about, crowdKit }),
  additive: z.object({ ...about, crowdKit }),
  ties: z.object({ ...about, additive: found.extend({ logTie: z.number() }) }),
});
type Found = z.infer<typeof found>;
type Comparisons = z.infer<typeof values>['ties']['comparisons'];

/** The joint fit of candidates that are all of one prompt, in the order of their numbers. */
function fitted(comparisons: Comparisons, weight = 1): Found & { logTie: number } {
  const fit = fitJoint(
    comparisons.map(
      ([labeler, first, second, verdict]): JointComparison => ({
        ...{ prompt: 'all', labeler: `${labeler}`, first: `${first}`, second: `${second}`, verdict, weight },
      }),
    ),
  );
  const candidates = fit.prompts[0]?.candidates.toSorted((a, b) => Number(a.candidate) - Number(b.candidate));
  const labelers = fit.labelers.toSorted((a, b) => Number(a.labeler) - Number(b.labeler));
  return {
    scores: (candidates ?? []).map(({ score }) => score.value),
    skills: labelers.map(({ logSkill }) => logSkill.value),
    biases: labelers.map(({ position }) => position.value),
    logTie: fit.logTie.value,
  };
}

describeReference(
  'Labelers’ skills and position biases',
  (folder) => runScript('labeler_skills.py', folder),
  (folder) => {
    let recorded: z.infer<typeof values>;
    beforeAll(async () => {
      recorded = await readValues(join(folder(), 'labeler-skills.json'), values);
    });

    test('without priors: the numbers of scipy at the top of the same likelihood', () => {
      const { comparisons, additive } = recorded.ties;
      // each counts so often that priors do not matter, and that scores are as good as known
      const own = fitted(comparisons, 1e5);
      for (const name of ['scores', 'skills', 'biases'] as const)
        expect(largestDifference(own[name], additive[name])).toBeLessThan(2e-3);
      expect(own.logTie).toBeCloseTo(additive.logTie, 3);
    });

    describe.each(['mixture', 'additive'] as const)('crowd-kit, planted by the %s model', (kind) => {
      // skill and bias mean other things there: a chance to follow the scores, and what is said otherwise
      test.each([
        ['scores', 0.95],
        ['skills', 0.85],
        ['biases', 0.9],
      ] as const)('%s are in the order of those at the top of its likelihood', (name, least) => {
        const { comparisons, crowdKit } = recorded[kind];
        expect(spearman(fitted(comparisons)[name], crowdKit.top[name])).toBeGreaterThan(least);
      });

      test('what was planted is found better than by its own search, which ends short of that top', () => {
        const { comparisons, crowdKit, planted } = recorded[kind];
        const own = fitted(comparisons);
        expect(crowdKit.belowTop).toBeGreaterThan(10);
        for (const name of ['skills', 'biases'] as const) {
          const near = spearman(own[name], planted[name]) as number;
          expect(near).toBeGreaterThan(0.7);
          expect(near).toBeGreaterThan(spearman(crowdKit.fit[name], planted[name]) as number);
        }
      });
    });
  },
  ['crowdkit', 'scipy'],
);
