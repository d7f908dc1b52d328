import { describe, expect, test } from 'vitest';
import { fitJoint, fitJointSteps } from './fit-joint.ts';
import type { Estimate } from './intervals.ts';
import { JointMarginal } from './joint-marginal.ts';
import { type JointComparison, numberModel } from './joint-model.ts';
import { plant } from './planted.ts';
import { inTurns } from './turns.ts';

/** Home team, guests, home wins, away wins: the American League's Eastern Division of 1987 (Agresti 2002, table 10.11). */
const baseball = `
Milwaukee: Detroit 4-3, Toronto 4-2, New York 4-3, Boston 6-1, Cleveland 4-2, Baltimore 6-0
Detroit: Milwaukee 3-3, Toronto 4-2, New York 4-3, Boston 6-0, Cleveland 6-1, Baltimore 4-3
Toronto: Milwaukee 2-5, Detroit 4-3, New York 2-4, Boston 4-3, Cleveland 4-2, Baltimore 6-0
New York: Milwaukee 3-3, Detroit 5-1, Toronto 2-5, Boston 4-3, Cleveland 4-2, Baltimore 6-1
Boston: Milwaukee 5-1, Detroit 2-5, Toronto 3-3, New York 4-2, Cleveland 5-2, Baltimore 6-0
Cleveland: Milwaukee 2-5, Detroit 3-3, Toronto 3-4, New York 4-3, Boston 4-2, Baltimore 2-4
Baltimore: Milwaukee 2-5, Detroit 1-5, Toronto 1-6, New York 2-4, Boston 1-6, Cleveland 3-4`;

/** Each game counts so often that priors do not matter: the fit is that of maximum likelihood. */
const OFTEN = 1e5;

const games = baseball
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [first, guests] = line.split(': ') as [string, string];
    return guests.split(', ').flatMap((guest): JointComparison[] => {
      const [, second, won, lost] = /(.+) (\d)-(\d)/.exec(guest) as unknown as [
        string,
        string,
        string,
        string,
      ];
      const one = { prompt: 'league', first, second, labeler: 'season' };
      return [
        { ...one, verdict: 1, weight: Number(won) * OFTEN },
        { ...one, verdict: -1, weight: Number(lost) * OFTEN },
      ];
    });
  })
  .filter(({ weight }) => weight !== 0);

test('the published fit of baseball teams with home advantage (Turner and Firth 2012, section 3.3)', () => {
  const { prompts, labelers } = fitJoint(games);
  const scores = new Map(prompts[0]?.candidates.map(({ candidate, score }) => [candidate, score.value]));
  const abilities = {
    Boston: 1.1438,
    Cleveland: 0.7047,
    Detroit: 1.4754,
    Milwaukee: 1.6196,
    'New York': 1.2813,
    Toronto: 1.3271,
  };
  for (const [team, ability] of Object.entries(abilities))
    expect((scores.get(team) as number) - (scores.get('Baltimore') as number)).toBeCloseTo(ability, 3);
  expect(labelers[0]?.position.value).toBeCloseTo(0.3023, 3);
});

const covers = ({ low, high }: Estimate, truth: number) => (low <= truth && truth <= high ? 1 : 0);
const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length;

test('planted position bias, ties, skills and scores lie in their 95 % intervals as often as those say', () => {
  const seen = { position: [], logTie: [], logSkill: [], ownPosition: [], score: [] } as Record<
    string,
    number[]
  >;
  for (let seed = 1; seed <= 100; seed++) {
    const planted = plant({ seed, labelers: 8, prompts: 16, candidates: 4, overlap: 3 });
    const fit = fitJoint(planted.comparisons);
    seen.position?.push(covers(fit.position, planted.position));
    seen.logTie?.push(covers(fit.logTie, planted.logTie));
    for (const { labeler, logSkill, position } of fit.labelers) {
      seen.logSkill?.push(covers(logSkill, planted.logSkills[Number(labeler)] as number));
      seen.ownPosition?.push(covers(position, planted.positions[Number(labeler)] as number));
    }
    for (const { prompt, candidates } of fit.prompts)
      for (const { candidate, score } of candidates)
        seen.score?.push(covers(score, planted.scores.get(prompt)?.[Number(candidate)] as number));
  }
  // of 100 drawn intervals at 95 %, fewer than 90 or more than 99 would be 2.3 and 1.8 standard errors away
  for (const covered of Object.values(seen)) {
    expect(mean(covered)).toBeGreaterThanOrEqual(0.9);
    expect(mean(covered)).toBeLessThanOrEqual(0.99);
  }
  // of hundreds and thousands
  for (const name of ['logSkill', 'ownPosition', 'score'])
    expect(Math.abs(mean(seen[name] ?? []) - 0.945)).toBeLessThan(0.02);
});

test('a labeler who throws dice has the lowest skill, and one who takes the first is seen to', () => {
  const { comparisons } = plant({ seed: 5, labelers: 6, prompts: 40, candidates: 3, overlap: 6 });
  const odd = comparisons.map((one, index): JointComparison => {
    if (one.labeler === '0') return { ...one, verdict: index % 2 === 0 ? 1 : -1 };
    return one.labeler === '1' ? { ...one, verdict: 1 } : one;
  });
  const labelers = new Map(fitJoint(odd).labelers.map((one) => [one.labeler, one]));
  const skill = (labeler: string) => labelers.get(labeler)?.logSkill.value as number;
  for (const other of ['2', '3', '4', '5']) expect(skill('0')).toBeLessThan(skill(other));
  expect(labelers.get('1')?.position.low).toBeGreaterThan(0.5);
});

test('a feature that decides gets a weight', () => {
  const { comparisons } = plant({ seed: 9, labelers: 4, prompts: 40, candidates: 4, overlap: 2 });
  const longer = comparisons.map((one): JointComparison => {
    const feature = (Number(one.first) - Number(one.second)) / 2;
    return { ...one, features: [feature], verdict: feature > 0.5 ? 1 : feature < -0.5 ? -1 : one.verdict };
  });
  expect(fitJoint(longer).features[0]?.low).toBeGreaterThan(0.3);
  const features = fitJoint(comparisons.map((one) => ({ ...one, features: [0] }))).features;
  expect(features[0]?.value).toBeCloseTo(0, 6);
});

describe('the fit', () => {
  const { comparisons } = plant({ seed: 2, labelers: 5, prompts: 8, candidates: 3, overlap: 2 });

  test('climbs along the true gradient, also by way of the scores that are integrated out', () => {
    const model = numberModel(comparisons.map((one, index) => ({ ...one, features: [Math.sin(index)] })));
    const marginal = new JointMarginal(model);
    const point = new Float64Array(model.globals).map((_, index) => Math.sin(index) * 0.3);
    // the sum of skills is held by a stiff spring, whose slope would hide the others
    const skills = point.subarray(0, 5);
    skills.set(skills.map((skill) => skill - mean([...skills])));
    const { gradient } = marginal.at(point);
    for (let index = 5; index < model.globals; index++) {
      const beside = (by: number) =>
        marginal.at(point.map((here, place) => (place === index ? here + by : here))).value;
      const slope = (beside(1e-3) - beside(-1e-3)) / 2e-3;
      expect(gradient[index] as number).toBeCloseTo(slope, 3);
    }
  });

  test('does not depend on names or on the order of comparisons', () => {
    const plain = fitJoint(comparisons);
    const other = fitJoint(comparisons.toReversed().map((one) => ({ ...one, labeler: `x${one.labeler}` })));
    expect(other.position.value).toBeCloseTo(plain.position.value, 3);
    expect(other.logTie.value).toBeCloseTo(plain.logTie.value, 3);
    const skill = (fit: typeof plain, labeler: string) =>
      fit.labelers.find((one) => one.labeler === labeler)?.logSkill.value as number;
    for (const { labeler } of plain.labelers)
      expect(skill(other, `x${labeler}`)).toBeCloseTo(skill(plain, labeler), 3);
  });

  test('shown the other way round, verdicts turned: bias changes its sign, scores stay', () => {
    const plain = fitJoint(comparisons);
    const turned = fitJoint(
      comparisons.map((one) => ({
        ...one,
        first: one.second,
        second: one.first,
        verdict: (one.verdict === 0 ? 0 : -one.verdict) as 1 | 0 | -1,
      })),
    );
    expect(turned.position.value).toBeCloseTo(-plain.position.value, 3);
    const first = (fit: typeof plain) =>
      fit.prompts[0]?.candidates.find(({ candidate }) => candidate === '0')?.score.value as number;
    expect(first(turned)).toBeCloseTo(first(plain), 3);
  });

  test('stays finite when all say the same, and says how little it knows', () => {
    const one = { prompt: 'p', first: 'a', second: 'b', labeler: 'ann', verdict: 1 } as const;
    const fit = fitJoint([one]);
    expect(Number.isFinite(fit.position.value)).toBe(true);
    expect(fit.position.low).toBeLessThan(0);
    expect(fit.prompts[0]?.candidates[0]?.score.low).toBeLessThan(0);
  });

  test('says what is wrong where a weight is no number', () => {
    const broken = comparisons.map((one) => ({ ...one, weight: Number.NaN }));
    expect(() => fitJoint(broken)).toThrow('a weight or a feature of theirs is not a finite number');
  });

  test('takes pauses and finds the same', async () => {
    const fit = await inTurns(fitJointSteps(comparisons), new AbortController().signal);
    expect(fit).toEqual(fitJoint(comparisons));
  });

  test('ends between two steps when it is told to', async () => {
    const stop = new AbortController();
    let [done, ended] = [0, false];
    const steps = fitJointSteps(comparisons);
    const watched = (function* () {
      try {
        for (; !steps.next().done; done++) {
          if (done === 3) stop.abort(new Error('nobody looks any more'));
          yield;
        }
      } finally {
        ended = true;
      }
    })();
    await expect(inTurns(watched, stop.signal)).rejects.toThrow('nobody looks any more');
    expect([done, ended]).toEqual([3, true]);
  });
});
