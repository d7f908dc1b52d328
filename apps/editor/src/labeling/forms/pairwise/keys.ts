import type { PairwiseValue } from '@heed/labeling/forms/pairwise/form.ts';
import { type Localized, type Outcome, type ShownTask, text } from '@heed/schema';
import type { Draft, FormKey, Settings } from '../form.ts';
import { critiqueKeys } from '../parts/keys.ts';

type PairDraft = Draft<PairwiseValue>;
type Strength = 1 | 2 | 3;

export const strengths: readonly { strength: Strength; key: string; title: Localized }[] = [
  { strength: 1, key: 'q', title: text('Slightly better', '略好') },
  { strength: 2, key: 'w', title: text('Clearly better', '明显更好') },
  { strength: 3, key: 'e', title: text('Much better', '好得多') },
];

/** The draft with this candidate preferred. Where strength is asked, choosing it again makes it stronger. */
export function choose(draft: PairDraft, chosen: string, settings: Settings): PairDraft {
  const { chosen: before, strength: weaker = 0, edit, ...value } = draft.value;
  const isSame = before === chosen;
  const strength = (isSame ? (weaker % 3) + 1 : 1) as Strength;
  return {
    ...draft,
    outcome: 'answered',
    value: {
      ...value,
      ...(isSame && edit && { edit }),
      chosen,
      ...(settings.askStrength === true && { strength }),
    },
  };
}

/** The draft with neither preferred. */
export function conclude(draft: PairDraft, outcome: Outcome): PairDraft {
  const { chosen: _, strength: __, edit: ___, ...value } = draft.value;
  return { ...draft, outcome, value };
}

/** The draft with the choice made as strong as this. */
export function strengthen(draft: PairDraft, strength: Strength): PairDraft {
  return draft.value.chosen ? { ...draft, value: { ...draft.value, strength } } : draft;
}

/** What can be said besides a choice, with its key. */
export const conclusions: readonly { outcome: Outcome; key: string; title: Localized }[] = [
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
  return [
    {
      keys: ['1', 'ArrowLeft'],
      title: text('Choose the first answer', '选择第一个回答'),
      press: (draft) => choose(draft, first, settings),
    },
    {
      keys: ['2', 'ArrowRight'],
      title: text('Choose the second answer', '选择第二个回答'),
      press: (draft) => choose(draft, second, settings),
    },
    ...(settings.askStrength === true ? strengths : []).map(({ strength, key, title }) => ({
      keys: [key],
      title,
      press: (draft: PairDraft) => strengthen(draft, strength),
    })),
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
