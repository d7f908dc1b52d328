import type { PairwiseValue } from '@heed/labeling/forms/pairwise/form.ts';
import { type Localized, type Outcome, text } from '@heed/schema';
import type { Draft, FormKey } from '../form.ts';

type PairDraft = Draft<PairwiseValue>;

/** The draft with this candidate preferred. */
export function choose(draft: PairDraft, chosen: string): PairDraft {
  return { ...draft, outcome: 'answered', value: { ...draft.value, chosen } };
}

/** The draft with neither preferred. */
export function conclude(draft: PairDraft, outcome: Outcome): PairDraft {
  const { chosen: _, ...value } = draft.value;
  return { ...draft, outcome, value };
}

/** What can be said besides a choice, with its key. */
export const conclusions: readonly { outcome: Outcome; key: string; title: Localized }[] = [
  { outcome: 'tie', key: '3', title: text('Equally good', '同样好') },
  { outcome: 'both-bad', key: '4', title: text('Both bad', '都不好') },
  { outcome: 'cannot-judge', key: '5', title: text('Cannot judge', '无法判断') },
];

export function keys([first = '', second = '']: readonly string[]): FormKey<PairwiseValue>[] {
  return [
    {
      keys: ['1', 'ArrowLeft'],
      title: text('Choose the first answer', '选择第一个回答'),
      press: (draft) => choose(draft, first),
    },
    {
      keys: ['2', 'ArrowRight'],
      title: text('Choose the second answer', '选择第二个回答'),
      press: (draft) => choose(draft, second),
    },
    ...conclusions.map(({ outcome, key, title }) => ({
      keys: [key],
      title,
      press: (draft: PairDraft) => conclude(draft, outcome),
    })),
  ];
}
