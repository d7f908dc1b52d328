import { field, text } from '@heed/schema';
import { z } from 'zod';
import { defineForm } from '../../contract/form.ts';
import { things } from '../../contract/things.ts';
import { byPrompt } from '../candidates.ts';
import { critique, missingCritique, mustPlay, showAs } from '../fields.ts';
import { toRows } from './rows.ts';
import { value } from './value.ts';

const showWhen = { field: 'form', is: ['rating'] } as const;

export const settings = z.object({
  ratingScale: field(z.enum(['1-5', '1-7', '0-10']).default('1-5'), {
    title: text('Scale', '量表'),
    help: text('The numbers that can be given; the higher the better.', '可给出的分数；越高越好。'),
    options: {
      '1-5': text('1 to 5', '1 到 5'),
      '1-7': text('1 to 7', '1 到 7'),
      '0-10': text('0 to 10', '0 到 10'),
    },
    showWhen,
  }),
  lowestMeans: field(z.string().max(100).default(''), {
    title: text('Lowest means', '最低分含义'),
    help: text('Stands at the low end of the scale.', '显示在量表低端。'),
    showWhen,
  }),
  highestMeans: field(z.string().max(100).default(''), {
    title: text('Highest means', '最高分含义'),
    help: text('Stands at the high end of the scale.', '显示在量表高端。'),
    showWhen,
  }),
  ratedPerPrompt: field(z.int().min(1).max(1000).default(4), {
    title: text('Answers a prompt', '每提示回答数'),
    help: text('Different answers to a prompt that are rated.', '每个提示中接受评分的不同回答数。'),
    unit: text('answers', '个'),
    showWhen,
  }),
  critique,
  mustPlay,
  showAs,
});
type Settings = z.infer<typeof settings>;

/** The numbers of a scale, from the lowest to the highest. */
export function scaleOf({ ratingScale }: Pick<Settings, 'ratingScale'>): number[] {
  const [lowest = 0, highest = 0] = ratingScale.split('-').map(Number);
  return Array.from({ length: highest - lowest + 1 }, (_, place) => lowest + place);
}

/** One answer, and how good it is. */
export default defineForm({
  form: 'rating',
  version: 1,
  title: text('Rating', '评分'),
  question: (_, modality = 'text') => {
    const { en, zh } = things[modality].one;
    return text(`How good is this ${en}?`, `这个${zh}有多好？`);
  },
  settings,
  meaning: ({ ratingScale }) => ratingScale,
  value,
  outcomes: () => ['answered', 'cannot-judge'],
  tasks: (candidates, { ratedPerPrompt }, random) =>
    byPrompt(candidates, random, (different, own) =>
      own
        .shuffle(different)
        .slice(0, ratedPerPrompt)
        .map((candidate) => [candidate]),
    ),
  check: ({ outcome, value: { rating, critique: said } }, _, asked) => {
    if (outcome !== 'answered') return undefined;
    if (rating === undefined || !scaleOf(asked).includes(rating))
      return text('Choose a number first, then submit.', '请先选择分数，再提交。');
    return missingCritique(asked.critique, said);
  },
  known: (quality, [only = '']) => {
    const rating = quality.get(only);
    return rating === undefined ? undefined : { outcome: 'answered', value: { rating } };
  },
  rename: (answer) => answer,
  compare: () => [],
  category: ({ outcome, value: { rating } }) => (outcome === 'answered' ? (rating ?? null) : null),
  ordinal: ({ outcome, value: { rating } }) => (outcome === 'answered' ? (rating ?? null) : null),
  columns: ({ value: { critique: said } }) => ({
    chosenId: null,
    strength: null,
    critique: said || null,
    edit: null,
  }),
  rows: toRows,
});
