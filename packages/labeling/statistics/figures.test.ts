import type { LabelingTask } from '@heed/schema';
import { describe, expect, test } from 'vitest';
import { personJudgement } from '../testing.ts';
import { agreementMatrix, agreementWithOthers } from './agreement.ts';
import { biases, languageOf } from './bias.ts';
import { qualityFigures } from './figures.ts';
import { qualityFiguresSchema } from './figures-schema.ts';
import { share } from './intervals.ts';
import { readJudgements } from './judged.ts';
import { median } from './labelers.ts';
import { pace } from './pace.ts';

const task = (
  number: number,
  texts: readonly [string, string] = ['short', 'a longer answer'],
): LabelingTask => ({
  taskId: `t${number}`,
  promptId: `p${number}`,
  prompt: `question ${number}`,
  language: 'en',
  candidates: texts.map((text, place) => ({ id: `${number}-${'ab'[place]}`, text, model: null })),
});

const choose = (number: number, side: 'a' | 'b') =>
  ({ outcome: 'answered', value: { chosen: `${number}-${side}` } }) as const;

describe('agreement of two labelers', () => {
  /** Cohen (1960) style table: 20 say yes to both, 15 no to both, 5 and 10 differ: p = 0.7, κ = 0.4. */
  const table = [
    ...Array.from({ length: 20 }, () => ['yes', 'yes']),
    ...Array.from({ length: 5 }, () => ['yes', 'no']),
    ...Array.from({ length: 10 }, () => ['no', 'yes']),
    ...Array.from({ length: 15 }, () => ['no', 'no']),
  ] as [string, string][];
  const votes = table.flatMap(([one, other], unit) => [
    { labeler: 'ann', unit: `${unit}`, category: one },
    { labeler: 'bob', unit: `${unit}`, category: other },
  ]);

  test('the share of equal answers, κ and the number of shared units', () => {
    const { agreement, kappa, counts } = agreementMatrix(votes, ['ann', 'bob', 'cem']);
    expect(agreement[0]?.[1]).toBeCloseTo(0.7, 12);
    expect(kappa[0]?.[1]).toBeCloseTo(0.4, 12);
    expect(kappa[1]?.[0]).toBeCloseTo(0.4, 12);
    expect(counts[0]).toEqual([0, 50, 0]);
    expect([agreement[0]?.[0], agreement[0]?.[2], kappa[0]?.[2]]).toEqual([null, null, null]);
  });

  test('with the others: of three, two of whom agree', () => {
    const three = ['x', 'x', 'y'].map((category, index) => ({
      labeler: 'abc'[index] as string,
      unit: 'u',
      category,
    }));
    const shares = agreementWithOthers([...three, { labeler: 'd', unit: 'alone', category: 'x' }]);
    expect([...shares.values()].map((one) => one?.value ?? null)).toEqual([0.5, 0.5, 0, null]);
  });
});

test('Wilson’s interval of 8 in 10, and none of nothing', () => {
  const { low, high } = share(8, 10) as { low: number; high: number };
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
  expect(share(0, 0)).toBeNull();
});

test('the pace is that of the ten minutes before the last answer', () => {
  const minute = 60_000;
  const given = [0, 60, 62, 64].map((at, index) => ({
    at: at * minute,
    labeler: index === 1 ? 'ann' : 'bob',
  }));
  expect(pace(given)).toEqual({ lastAt: 64 * minute, atWork: 2, perMinute: 3 / 4 });
  expect(pace([{ at: null, labeler: 'model' }])).toBeNull();
});

test('the middle of a list', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, null]);
});

test('biases look only at pairs that differ in the feature, and know Chinese lists', () => {
  const pair = task(1, ['- eins\n- zwei', '一、先煮水\n1、再放茶叶，**小心**']);
  const rows = readJudgements([personJudgement(pair, 'ann', choose(1, 'a'))]);
  const found = Object.fromEntries(
    biases(rows).map(({ name, share: one }) => [name, one && [one.value, one.count]]),
  );
  expect(found).toEqual({
    ...{ first: [1, 1], longer: [0, 1], lists: [1, 1], emphasis: [0, 1], code: null },
    language: [1, 1],
  });
});

test('the language of an answer is that of the script that says more, and is held against that of the prompt', () => {
  expect(languageOf('下载 Photoshop CS6 软件')).toBe('zh');
  expect(languageOf('The word 你好 is a greeting.')).toBe('en');
  expect([languageOf('42'), languageOf('')]).toEqual([undefined, undefined]);
  const of = (n: number, prompt: string, texts: [string, string], chosen: 'a' | 'b') =>
    personJudgement({ ...task(n, texts), prompt }, 'ann', choose(n, chosen));
  const asked = JSON.stringify([{ role: 'user', content: '你好吗？' }]);
  const rows = [
    of(1, '你好吗？', ['我很好。', 'I am fine, thanks.'], 'a'),
    of(2, 'How are you?', ['我很好。', 'I am fine.'], 'a'),
    of(3, asked, ['我很好。', 'I am fine, thanks.'], 'a'),
    of(4, 'How are you?', ['I am well.', 'I am fine.'], 'a'),
    of(5, '1 + 1', ['二', 'two'], 'a'),
    of(6, 'How many?', ['42', 'forty-two'], 'a'),
  ];
  const found = biases(readJudgements(rows)).find(({ name }) => name === 'language')?.share;
  expect([found?.value, found?.count]).toEqual([2 / 3, 3]);
});

describe('figures of a batch', () => {
  const numbers = Array.from({ length: 12 }, (_, number) => number);
  const rows = [
    ...numbers.map((n) => personJudgement(task(n), 'ann', choose(n, 'b'), { timeMs: 4000 })),
    ...numbers.map((n) => personJudgement(task(n), 'bob', choose(n, n < 9 ? 'b' : 'a'), { timeMs: 6000 })),
    ...numbers.map((n) => personJudgement(task(n), 'fast', choose(n, n % 2 ? 'b' : 'a'), { timeMs: 200 })),
    ...numbers
      .slice(0, 6)
      .map((n) => personJudgement(task(n), 'model', choose(n, 'b'), { labelerKind: 'judge', timeMs: null })),
    personJudgement(task(20), 'ann', { outcome: 'cannot-judge', value: {} }),
  ];
  const figures = qualityFigures(rows, new Map([['t0', 'b']]));

  test('are what their schema says', () => {
    expect(qualityFiguresSchema.parse(figures)).toEqual(figures);
  });

  test('count people, judges, tasks and outcomes', () => {
    expect(figures).toMatchObject({ judgements: 43, tasks: 13, people: 3, judges: 1, disagreed: 8 });
    expect(figures.outcomes).toEqual({ answered: 42, 'cannot-judge': 1, tie: 0, 'both-bad': 0, skipped: 0 });
    expect(figures.alpha).toMatchObject({ metric: 'nominal', because: null, units: 12, values: 42 });
    expect(figures.alphaOfPeople?.values).toBe(36);
    expect(figures.history.at(-1)).toEqual({ judgements: 43, alpha: figures.alpha.alpha });
  });

  test('show who is fast, who agrees, and who is right', () => {
    const of = Object.fromEntries(figures.labelers.map((one) => [one.labeler, one]));
    expect(of.fast?.tooFast?.value).toBe(1);
    expect(of.bob?.tooFast?.value).toBe(0);
    expect(of.model?.medianMs).toBeNull();
    expect(of.ann?.agreement?.value).toBeGreaterThan(of.fast?.agreement?.value as number);
    expect(of.fast?.skill?.low).toBeGreaterThan(0);
    expect([of.ann?.gold?.value, of.fast?.gold?.value]).toEqual([1, 0]);
    expect(figures.biases.find(({ name }) => name === 'longer')?.share?.value).toBeCloseTo(33 / 42, 9);
  });

  test('say what a model can reach by how people agree, judges left out', () => {
    expect(figures.ceiling?.value).toBeGreaterThan(0.5);
    expect(figures.ceiling?.high).toBeLessThanOrEqual(1);
    expect(qualityFigures(rows.filter(({ labeler }) => labeler === 'ann')).ceiling).toBeNull();
  });

  test('list what is disagreed on, the most divided first', () => {
    const { candidates, answers, prompt } = figures
      .disagreements[0] as (typeof figures.disagreements)[number];
    expect(candidates.map(({ text }) => text)).toEqual(['short', 'a longer answer']);
    expect(answers.map(({ labeler, chosen }) => [labeler, chosen])).toContainEqual(['ann', 1]);
    expect(prompt).toMatch(/^question/);
  });

  test('say in what order each labeler put more than two answers, equals together', () => {
    const three: LabelingTask = {
      ...task(90),
      candidates: ['a', 'b', 'c'].map((id) => ({ id, text: id, model: null })),
    };
    const ranked = (labeler: string, ...groups: string[][]) =>
      personJudgement(three, labeler, { outcome: 'answered', value: { groups } }, { form: 'ranking' });
    const { candidates, disagreements } = qualityFigures([
      ranked('ann', ['b'], ['a', 'c']),
      ranked('bob', ['c'], ['b'], ['a']),
    ]);
    expect(candidates).toBe(3);
    expect(disagreements[0]?.answers.map(({ ranks, said }) => [ranks, said])).toEqual([
      [[2, 1, 2], null],
      [[3, 2, 1], null],
    ]);
  });

  test('say what was said where nothing was compared', () => {
    const one: LabelingTask = { ...task(91), candidates: task(91).candidates.slice(0, 1) };
    const rated = (labeler: string, rating: number) =>
      personJudgement(one, labeler, { outcome: 'answered', value: { rating } }, { form: 'rating' });
    const { candidates, disagreements } = qualityFigures([rated('ann', 2), rated('bob', 5)]);
    expect(candidates).toBe(1);
    expect(disagreements[0]?.answers.map(({ ranks, said }) => [ranks, said])).toEqual([
      [null, '2'],
      [null, '5'],
    ]);
  });

  test('an answer asked for again is no second vote, but tells how steady the labeler is', () => {
    const again = [
      personJudgement(task(1), 'ann', choose(1, 'b'), { selection: 'repeat' }),
      personJudgement(task(2), 'ann', choose(2, 'a'), { selection: 'repeat' }),
    ];
    const { alpha, labelers } = qualityFigures([...rows, ...again]);
    expect(alpha).toEqual(figures.alpha);
    expect(labelers.find(({ labeler }) => labeler === 'ann')?.consistency).toMatchObject({
      value: 0.5,
      count: 2,
    });
  });

  test('tasks chosen for being divided on do not lower α', () => {
    const divided = numbers.flatMap((n) => {
      const task30 = task(30 + n);
      return (['a', 'b'] as const).map((side) =>
        personJudgement(task30, side === 'a' ? 'ann' : 'bob', choose(30 + n, side), {
          selection: 'informative',
        }),
      );
    });
    const both = qualityFigures([...rows, ...divided]);
    expect(both.alpha).toEqual(figures.alpha);
    expect([both.isOfRandomShare, figures.isOfRandomShare]).toEqual([true, false]);
    expect(both.disagreed).toBe(figures.disagreed + 12);
  });

  test('of no judgements there are none, and nothing fails', () => {
    const none = qualityFigures([]);
    expect(qualityFiguresSchema.parse(none)).toMatchObject({ judgements: 0, model: null, history: [] });
    expect(none.alpha.because).toBe('no-overlap');
  });
});
