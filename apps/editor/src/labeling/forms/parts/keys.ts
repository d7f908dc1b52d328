import { text } from '@heed/schema';
import type { Draft, FormKey } from '../draft.ts';
import type { Settings } from '../form.ts';

export const cannotJudgeTitle = text('Cannot judge', '无法判断');

/** Says that this is beyond the labeler; again, takes that back. */
export function toggleCannotJudge<Value>(draft: Draft<Value>): Draft<Value> {
  return { ...draft, outcome: draft.outcome === 'cannot-judge' ? undefined : 'cannot-judge' };
}

export function cannotJudgeKey<Value>(): FormKey<Value> {
  return { keys: ['x'], title: cannotJudgeTitle, press: toggleCannotJudge };
}

/** Does the form ask for a critique? */
export function asksCritique({ critique }: Settings): boolean {
  return critique === 'optional' || critique === 'required';
}

/** The key that leads to the critique, where the form asks for one. */
export function critiqueKeys<Value>(settings: Settings): FormKey<Value>[] {
  if (!asksCritique(settings)) return [];
  return [
    {
      keys: ['c'],
      title: text('Write why; Escape leads back', '写明理由；按 Esc 返回'),
      press: (draft) => ({ ...draft, focus: 'critique' }),
    },
  ];
}
