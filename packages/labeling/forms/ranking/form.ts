import { field, text } from '@heed/schema';
import { z } from 'zod';
import { type Comparison, defineForm, type Judged } from '../../contract/form.ts';
import { things } from '../../contract/things.ts';
import { allPairs, byPrompt } from '../candidates.ts';
import { critique, missingCritique, mustPlay, showAs } from '../fields.ts';
import { knownOrder } from '../quality.ts';
import { toRows } from './rows.ts';
import { type RankingValue, ranksOf, value } from './value.ts';

/** More cards than this do not fit on a page that is judged at once, and 9 is the last digit key. */
const MAX_RANKED = 9;

export const settings = z.object({
  rankedAnswers: field(z.int().min(2).max(MAX_RANKED).default(4), {
    title: text('Answers ranked together', '一起排序的回答数'),
    help: text('Different answers to a prompt that are put in order.', '同一提示中一起排序的不同回答数。'),
    unit: text('answers', '个'),
    showWhen: { field: 'form', is: ['ranking'] },
  }),
  critique,
  mustPlay,
  showAs,
});

function compare(
  { outcome, value: given }: Judged<RankingValue>,
  candidates: readonly string[],
): Comparison[] {
  if (outcome !== 'answered') return [];
  const ranks = ranksOf(given);
  return allPairs(candidates).map(([first, second]): Comparison => {
    const difference = (ranks.get(first) ?? 0) - (ranks.get(second) ?? 0);
    if (difference === 0) return { tie: true, candidates: [first, second] };
    return difference < 0 ? { better: first, worse: second } : { better: second, worse: first };
  });
}

/** Several answers, from the best to the worst. */
export default defineForm({
  form: 'ranking',
  version: 1,
  title: text('Ranking', '排序'),
  question: (_, modality = 'text') => {
    const { en, zh } = things[modality].several;
    return text(`Put the ${en} in order, the best first.`, `请将${zh}从最好到最差排序。`);
  },
  settings,
  value,
  outcomes: () => ['answered', 'cannot-judge'],
  tasks: (candidates, { rankedAnswers }, random) =>
    byPrompt(candidates, random, (different, own) =>
      different.length < 2 ? [] : [own.shuffle(different).slice(0, rankedAnswers)],
    ),
  check: ({ outcome, value: given }, slots, asked) => {
    if (outcome !== 'answered') return undefined;
    const placed = (given.groups ?? []).flat();
    if (placed.length !== slots.length || !slots.every((slot) => placed.includes(slot)))
      return text('Give each one a place first, then submit.', '请先为每一个排好名次，再提交。');
    return missingCritique(asked.critique, given.critique);
  },
  known: (quality, candidates) => {
    const groups = knownOrder(quality, candidates);
    return groups && { outcome: 'answered', value: { groups } };
  },
  rename: (answer, name) => ({
    ...answer,
    ...(answer.groups && { groups: answer.groups.map((group) => group.map(name)) }),
  }),
  compare,
  category: ({ outcome, value: given }, candidates) => {
    if (outcome !== 'answered') return null;
    const ranks = ranksOf(given);
    return candidates
      .toSorted()
      .map((one) => ranks.get(one))
      .join();
  },
  columns: ({ outcome, value: { groups, critique: said } }) => ({
    chosenId: outcome === 'answered' && groups?.[0]?.length === 1 ? (groups[0][0] ?? null) : null,
    strength: null,
    critique: said || null,
    edit: null,
  }),
  rows: toRows,
});
