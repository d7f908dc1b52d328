import type { EditValue } from '@heed/labeling/forms/edit/value.ts';
import { type ShownTask, text } from '@heed/schema';
import type { Draft, FormKey } from '../draft.ts';
import type { Settings } from '../form.ts';
import { cannotJudgeKey, critiqueKeys } from '../parts/keys.ts';

type EditDraft = Draft<EditValue>;

export const keepTitle = text('Good as it is', '已经很好');
export const badTitle = text('Beyond repair', '无法修改');

/** The answer needs no edit. */
export function keep(draft: EditDraft): EditDraft {
  const { edit: _, ...value } = draft.value;
  return { ...draft, outcome: 'answered', value: { ...value, keep: true } };
}

/** The answer is not worth an edit. */
export function giveUp(draft: EditDraft): EditDraft {
  const { edit: _, keep: __, ...value } = draft.value;
  return { ...draft, outcome: 'both-bad', value };
}

/** The answer reads like this. */
export function rewrite(draft: EditDraft, edit: string | undefined): EditDraft {
  const { keep: _, ...value } = draft.value;
  return { ...draft, outcome: edit === undefined ? undefined : 'answered', value: { ...value, edit } };
}

export function keys({ candidates }: ShownTask, settings: Settings): FormKey<EditValue>[] {
  return [
    {
      keys: ['e'],
      title: text('Edit the answer; Escape leads back', '修改回答；按 Esc 返回'),
      press: (draft) => ({ ...rewrite(draft, draft.value.edit ?? candidates[0]?.text), focus: 'edit' }),
    },
    { keys: ['1', 'k'], title: keepTitle, press: keep },
    { keys: ['2', 'b'], title: badTitle, press: giveUp },
    cannotJudgeKey(),
    ...critiqueKeys<EditValue>(settings),
  ];
}
