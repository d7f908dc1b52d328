import { type ConversationMessage, readConversation } from '@heed/schema';
import type { DialogueEvent, Said } from './events.ts';

type Replies = Extract<Said, { type: 'replies' }>;
type Judged = Extract<Said, { type: 'judged' }>;

/** One exchange: a message, the replies to it, and which of them is better. */
export interface Turn {
  /** From 1. */
  number: number;
  message: string;
  /** The event with the message; null where the conversation opened with it. */
  messageId: string | null;
  replies?: DialogueEvent<Replies>;
  judged?: DialogueEvent<Judged>;
}

/** What a conversation waits for. */
export type Wants = 'message' | 'replies' | 'choice' | 'end';

export interface Conversation {
  /** What stood before the first turn. */
  start: ConversationMessage[];
  turns: Turn[];
  wants: Wants;
  /** Number of the turn that is under way or comes next. */
  turn: number;
}

/** What an opening begins with: messages, and a first message of the user that waits for a reply. */
function beginning(opening: string): { start: ConversationMessage[]; turns: Turn[] } {
  const messages =
    readConversation(opening) ?? (opening ? [{ role: 'user' as const, content: opening }] : []);
  const last = messages.at(-1);
  if (last?.role !== 'user') return { start: messages, turns: [] };
  return { start: messages.slice(0, -1), turns: [{ number: 1, message: last.content, messageId: null }] };
}

/**
 * Where a conversation is, from its opening and its events. A message that was written anew, since the first one got
 * no reply, takes the place of that.
 */
export function conversationOf(
  opening: string,
  events: readonly DialogueEvent[],
  mostTurns: number,
): Conversation {
  const { start, turns } = beginning(opening);
  for (const { id, turn: number, said, at } of events) {
    const turn = turns[number - 1];
    const event = { id, turn: number, at };
    if (said.type === 'message') turns[number - 1] = { number, message: said.text, messageId: id };
    else if (!turn) continue;
    else if (said.type === 'replies') turn.replies = { ...event, said };
    else turn.judged = { ...event, said };
  }
  const last = turns.at(-1);
  const isOpen = last !== undefined && !last.judged;
  const turn = isOpen ? last.number : turns.length + 1;
  if (isOpen) return { start, turns, turn, wants: last.replies ? 'choice' : 'replies' };
  return { start, turns, turn, wants: turns.length >= mostTurns ? 'end' : 'message' };
}

/** What a turn adds to the history: nothing where all of its replies were bad. */
function exchange({ message, replies, judged }: Turn): ConversationMessage[] {
  const kept = replies?.said.replies.find(({ key }) => key === judged?.said.kept);
  if (!kept) return [];
  return [
    { role: 'user', content: message },
    { role: 'assistant', content: kept.text },
  ];
}

/** What the model reads: all that the labeler went on with, and the open message. */
export function messagesOf({ start, turns }: Conversation): ConversationMessage[] {
  const open = turns.findLast(({ judged }) => !judged);
  const messages = [...start, ...turns.flatMap(exchange)];
  return open ? [...messages, { role: 'user', content: open.message }] : messages;
}
