import type { DialogueValue } from '@heed/labeling/forms/dialogue/form.ts';
import { type Localized, type Outcome, type ShownTask, text } from '@heed/schema';
import type { Draft, FormKey } from '../draft.ts';
import type { Settings } from '../form.ts';
import type { Conclusion } from '../parts/Conclusions.tsx';
import { cannotJudgeTitle, critiqueKeys } from '../parts/keys.ts';
import { strengthAfter, strengthKeys } from '../parts/strengths.ts';

/** What is said of a turn, and the next message as far as it is written. */
export type TurnValue = DialogueValue & { message?: string };
type TurnDraft = Draft<TurnValue>;

/** The draft with this reply preferred. */
export function choose(draft: TurnDraft, chosen: string, settings: Settings): TurnDraft {
  const { chosen: _, strength: __, ...value } = draft.value;
  const strength = strengthAfter(draft.value, chosen, settings);
  return { ...draft, outcome: 'answered', value: { ...value, chosen, ...strength } };
}

/** The draft with no reply preferred. */
export function conclude(draft: TurnDraft, outcome: Outcome): TurnDraft {
  const { chosen: _, strength: __, ...value } = draft.value;
  return { ...draft, outcome, value };
}

/** The reply beside the chosen one; the first where none is chosen. */
function step(draft: TurnDraft, slots: readonly string[], by: 1 | -1, settings: Settings): TurnDraft {
  const now = draft.value.chosen === undefined ? -1 : slots.indexOf(draft.value.chosen);
  const next = now < 0 ? 0 : Math.min(slots.length - 1, Math.max(0, now + by));
  const slot = slots[next];
  if (slot === undefined || next === now) return draft;
  return choose(draft, slot, settings);
}

function badTitle(replies: number): Localized {
  if (replies < 2) return text('Bad', '不好');
  return replies === 2 ? text('Both bad', '都不好') : text('All bad', '都不好');
}

/** What can be said besides a choice, with its key: the digits after those of the replies. */
export function conclusions(replies: number): Conclusion[] {
  const all: Omit<Conclusion, 'key'>[] = [
    { outcome: 'tie', title: text('Equally good', '同样好') },
    { outcome: 'both-bad', title: badTitle(replies) },
    { outcome: 'cannot-judge', title: cannotJudgeTitle },
  ];
  const said = replies < 2 ? all.slice(1) : all;
  return said.map((one, place) => ({ ...one, key: String(replies + place + 1) }));
}

export function keys(
  { candidates }: Pick<ShownTask, 'candidates'>,
  settings: Settings,
): FormKey<TurnValue>[] {
  const slots = candidates.map(({ slot }) => slot);
  return [
    ...slots.map((slot, place) => ({
      keys: [String(place + 1)],
      title: text(`Choose reply ${place + 1}`, `选择回复 ${place + 1}`),
      press: (draft: TurnDraft) => choose(draft, slot, settings),
    })),
    {
      keys: ['ArrowRight', 'ArrowDown'],
      title: text('The next reply', '下一个回复'),
      press: (draft) => step(draft, slots, 1, settings),
    },
    {
      keys: ['ArrowLeft', 'ArrowUp'],
      title: text('The reply before', '上一个回复'),
      press: (draft) => step(draft, slots, -1, settings),
    },
    ...strengthKeys<TurnValue>(settings),
    ...conclusions(slots.length).map(({ outcome, key, title }) => ({
      keys: [key],
      title,
      press: (draft: TurnDraft) => conclude(draft, outcome),
    })),
    ...critiqueKeys<TurnValue>(settings),
  ];
}

/** The keys of a conversation with a model, for the help: the choice, and what is done besides. */
export function liveKeys(settings: Settings): FormKey<TurnValue>[] {
  const count = typeof settings.replies === 'number' ? settings.replies : 2;
  const candidates = Array.from({ length: count }, (_, place) => ({ slot: `c${place + 1}`, text: '' }));
  const stay = (draft: TurnDraft) => draft;
  return [
    ...keys({ candidates }, settings),
    {
      keys: ['Escape'],
      title: text('Leave the message, so that keys are heard', '离开消息框，使按键生效'),
      press: stay,
    },
    { keys: ['m'], title: text('Back to the message', '回到消息框'), press: stay },
    { keys: ['f'], title: text('Finish the conversation', '结束对话'), press: stay },
  ];
}
