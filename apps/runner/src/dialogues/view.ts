import type { Localized } from '@heed/schema';
import type { DialogueView } from '../api/dialogue-views.ts';
import type { ChatState } from './chats.ts';
import type { Conversation, Turn } from './conversation.ts';

interface Now {
  mostTurns: number;
  isOpen: boolean;
  failure: Localized | undefined;
  chat: ChatState | undefined;
}

/** A conversation as the labeler's browser gets it: slots and texts, and no word on what wrote them. */
export function viewOf(conversation: Conversation, now: Now): DialogueView {
  const { start, turns, turn } = conversation;
  return {
    start,
    turns: turns.map(turnView),
    turn,
    mostTurns: now.mostTurns,
    judged: turns.filter(({ judged }) => judged).length,
    now: stateOf(conversation, now),
  };
}

function turnView({ message, replies, judged }: Turn): DialogueView['turns'][number] {
  const shown = replies?.said.replies ?? [];
  const slotOf = (key: string | null | undefined) => {
    const place = shown.findIndex((reply) => reply.key === key);
    return place < 0 ? undefined : `c${place + 1}`;
  };
  return {
    message,
    replies: shown.map(({ text }, place) => ({ slot: `c${place + 1}`, text })),
    ...(judged && { judged: { outcome: judged.said.outcome, kept: slotOf(judged.said.kept) } }),
  };
}

function stateOf({ wants }: Conversation, { isOpen, failure, chat }: Now): DialogueView['now'] {
  if (!isOpen || wants === 'end') return { state: 'over' };
  if (wants === 'message') return { state: 'message' };
  if (wants === 'choice') return { state: 'choice' };
  if (failure) return { state: 'failed', reason: failure };
  return chat ?? { state: 'waiting', ahead: 0, isHeldUp: false };
}
