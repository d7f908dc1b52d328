import dialogue from '@heed/labeling/forms/dialogue/form.ts';
import type { ShownTask } from '@heed/schema';
import { useEffect, useRef } from 'react';
import { idempotencyKey } from '../../../api/client.ts';
import { showToast } from '../../../app/showToast.ts';
import { useText } from '../../../i18n/language.ts';
import type { FormKey } from '../draft.ts';
import type { FormProps } from '../form.ts';
import { keys, type TurnValue } from './keys.ts';
import type { useDialogue } from './useDialogue.ts';

const MAX_TIME = 86_400_000;

type Given = Pick<FormProps<TurnValue>, 'settings' | 'draft' | 'setDraft'> & { task: ShownTask };
type Outcome = 'answered' | 'tie' | 'both-bad' | 'cannot-judge';

/** What can be done in the turn that is under way. */
export function useTurn(
  { view, deed, act }: ReturnType<typeof useDialogue>,
  { task, settings, draft, setDraft }: Given,
) {
  const text = useText();
  const field = useRef<HTMLTextAreaElement>(null);
  const shownAt = useRef(0);
  const seen = view.data;
  const turn = seen?.turn ?? 1;
  const state = deed ? 'sending' : seen?.now.state;
  const replies = state === 'choice' ? (seen?.turns.at(-1)?.replies ?? []) : [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the clock starts with each new choice
  useEffect(() => {
    shownAt.current = performance.now();
  }, [state, turn]);

  const { message = '', turns: _, ...judged } = draft.value;
  const outcome = (draft.outcome ?? 'answered') as Outcome;
  const slots = replies.map(({ slot }) => slot);
  const missing = dialogue.check({ outcome, value: judged }, slots, dialogue.settings.parse(settings));

  const judge = () => {
    if (missing) return showToast({ message: text(missing), color: 'gray' });
    const { chosen, strength, critique } = judged;
    const value = {
      ...(outcome === 'answered' && { chosen, ...(strength && { strength }) }),
      ...(critique && { critique }),
    };
    const timeMs = Math.min(MAX_TIME, Math.round(performance.now() - shownAt.current));
    act({
      kind: 'judge',
      taskId: task.taskId,
      turn,
      outcome,
      value,
      timeMs,
      idempotencyKey: idempotencyKey(),
    });
    setDraft({ value: {} });
  };
  const say = () => {
    if (!message.trim()) return;
    act({ kind: 'say', taskId: task.taskId, turn, text: message.trim(), idempotencyKey: idempotencyKey() });
    setDraft({ value: {} });
  };
  const writesNow = state === 'message' || state === 'failed';
  return {
    state,
    replies,
    message,
    field,
    writesNow,
    /** May what is chosen be submitted? */
    isReady: replies.length > 0 && !missing,
    formKeys: replies.length > 0 ? keys({ candidates: replies }, settings) : [],
    press: (press: FormKey<TurnValue>['press']) => setDraft(press(draft)),
    say,
    judge,
    goOn: () => (state === 'choice' ? judge() : writesNow && say()),
  };
}
