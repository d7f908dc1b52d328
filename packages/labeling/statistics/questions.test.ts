import type { LabelingTask } from '@heed/schema';
import { expect, test } from 'vitest';
import { questionSchema } from '../forms/questionnaire/questions.ts';
import { personJudgement } from '../testing.ts';
import { qualityFigures } from './figures.ts';
import { questionsIn } from './questions.ts';

const questions = [
  { id: 'helpful', title: { en: 'Helpful?', zh: '有用吗？' }, lowest: 1, highest: 3 },
  { id: 'harm', type: 'single' as const, options: ['no', 'yes'], optionsZh: ['否', '是'] },
  { id: 'faults', type: 'multiple' as const, options: ['long', 'wrong'], required: false },
  { id: 'remarks', type: 'text' as const, perAnswer: false },
].map((one) => questionSchema.parse(one));

const task = (number: number): LabelingTask => ({
  ...{ taskId: `t${number}`, promptId: `p${number}`, prompt: 'Hi?', language: 'en' },
  candidates: ['a', 'b'].map((side) => ({ id: `${number}-${side}`, text: `${side}.`, model: null })),
});

type Said = Record<string, unknown>;
const fill = (number: number, labeler: string, a: Said, b: Said, remarks?: string) =>
  personJudgement(
    task(number),
    labeler,
    {
      outcome: 'answered',
      value: { each: { [`${number}-a`]: a, [`${number}-b`]: b }, overall: { remarks } },
    },
    { form: 'questionnaire' },
  );

const rows = [
  fill(
    1,
    'ann',
    { helpful: 3, harm: 'no', faults: ['long', 'wrong'] },
    { helpful: 1, harm: 'yes' },
    'So so.',
  ),
  fill(1, 'bob', { helpful: 3, harm: 'no', faults: ['wrong', 'long'] }, { helpful: 1, harm: 'no' }),
  fill(2, 'ann', { helpful: 2, harm: 'no', faults: ['long'] }, { helpful: 1, harm: 'yes' }),
  fill(2, 'bob', { helpful: 2, harm: 'yes', faults: ['long'] }, { helpful: 1, harm: 'yes' }),
];

test('a questionnaire is told question by question: answers, mean, agreement of each', () => {
  const figures = qualityFigures(rows, new Map(), [], questions);
  const [helpful, harm, faults, remarks] = figures.questions;
  expect(helpful).toMatchObject({ id: 'helpful', answered: 8, mean: 14 / 8 });
  expect(helpful?.values.map(({ title, count }) => [title.en, count])).toEqual([
    ['1', 4],
    ['2', 2],
    ['3', 2],
  ]);
  expect(helpful?.alpha).toMatchObject({ metric: 'ordinal', alpha: 1, units: 4 });
  expect(harm?.values).toEqual([
    { title: { en: 'no', zh: '否' }, count: 4 },
    { title: { en: 'yes', zh: '是' }, count: 4 },
  ]);
  // n = 8, half of them each: observed 2 of 4 units, expected 4 · 4 · 2 / 7
  expect(harm?.alpha).toMatchObject({ metric: 'nominal', alpha: 1 - (7 * 4) / 32 });
  // the order in which options were chosen says nothing
  expect(faults).toMatchObject({ answered: 4, mean: null, alpha: { alpha: 1, units: 2 } });
  expect(remarks).toMatchObject({ answered: 1, alpha: null, values: [] });
  expect(figures.alpha).toMatchObject({ alpha: null, because: 'by-question' });
});

test('other forms have no questions, and a questionnaire nobody has filled in has empty ones', () => {
  expect(questionsIn('pairwise', {})).toEqual([]);
  const [helpful] = qualityFigures([], new Map(), [], questionsIn('questionnaire', { questions })).questions;
  expect(helpful).toMatchObject({ answered: 0, mean: null, alpha: { alpha: null, because: 'no-overlap' } });
});
