import { modalityOf, things } from '@heed/labeling/contract/things.ts';
import type { PairwiseValue } from '@heed/labeling/forms/pairwise/form.ts';
import { type Outcome, type ShownTask, text } from '@heed/schema';
import type { Draft, FormKey } from '../draft.ts';
import type { Settings } from '../form.ts';
import type { Conclusion } from '../parts/Conclusions.tsx';
import { critiqueKeys } from '../parts/keys.ts';
import { strengthAfter, strengthKeys } from '../parts/strengths.ts';

type PairDraft = Draft<PairwiseValue>;

/** The draft with this candidate preferred. Where strength is asked, choosing it again makes it stronger. */
export function choose(draft: PairDraft, chosen: string, settings: Settings): PairDraft {
  const { chosen: before, strength: _, edit, ...value } = draft.value;
  const kept = before === chosen && edit ? { edit } : {};
  return {
    ...draft,
    outcome: 'answered',
    value: { ...value, ...kept, chosen, ...strengthAfter(draft.value, chosen, settings) },
  };
}

/** The draft with neither preferred. */
export function conclude(draft: PairDraft, outcome: Outcome): PairDraft {
  const { chosen: _, strength: __, edit: ___, ...value } = draft.value;
  return { ...draft, outcome, value };
}

/** What can be said besides a choice, with its key. */
export const conclusions: readonly Conclusion[] = [
  { outcome: 'tie', key: '3', title: text('Equally good', '同样好') },
  { outcome: 'both-bad', key: '4', title: text('Both bad', '都不好') },
  { outcome: 'cannot-judge', key: '5', title: text('Cannot judge', '无法判断') },
];

/** The draft with the chosen answer's text ready to be improved. */
function startEdit(draft: PairDraft, { candidates }: ShownTask): PairDraft {
  const chosen = candidates.find(({ slot }) => slot === draft.value.chosen);
  if (!chosen) return draft;
  return { ...draft, focus: 'edit', value: { ...draft.value, edit: draft.value.edit ?? chosen.text } };
}

export function keys(task: ShownTask, settings: Settings): FormKey<PairwiseValue>[] {
  const [first = '', second = ''] = task.candidates.map(({ slot }) => slot);
  const { en, zh } = things[modalityOf(task.candidates)].one;
  return [
    {
      keys: ['1', 'ArrowLeft'],
      title: text(`Choose the first ${en}`, `选择第一个${zh}`),
      press: (draft) => choose(draft, first, settings),
    },
    {
      keys: ['2', 'ArrowRight'],
      title: text(`Choose the second ${en}`, `选择第二个${zh}`),
      press: (draft) => choose(draft, second, settings),
    },
    ...strengthKeys<PairwiseValue>(settings),
    ...conclusions.map(({ outcome, key, title }) => ({
      keys: [key],
      title,
      press: (draft: PairDraft) => conclude(draft, outcome),
    })),
    ...(settings.askEdit === true
      ? [
          {
            keys: ['i'],
            title: text('Improve the chosen answer', '修改所选回答'),
            press: (draft: PairDraft) => startEdit(draft, task),
          },
        ]
      : []),
    ...critiqueKeys<PairwiseValue>(settings),
  ];
}
