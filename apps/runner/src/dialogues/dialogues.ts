import dialogue from '@heed/labeling/forms/dialogue/form.ts';
import { type Answer, type Localized, text, writeConversation } from '@heed/schema';
import type { DialogueAt, DialogueJudgement, DialogueMessage } from '../api/dialogue-inputs.ts';
import type { DialogueView } from '../api/dialogue-views.ts';
import type { LabelerAnswer } from '../api/labeling-inputs.ts';
import { type Database, transact } from '../db/open.ts';
import { UserError } from '../errors.ts';
import type { BatchPlace } from '../labeling/batches.ts';
import { badAnswer, malformedAnswer } from '../labeling/refusals.ts';
import { ModelFailure } from './chat-process.ts';
import type { ChatJob, Chats } from './chats.ts';
import { type Conversation, conversationOf, messagesOf, type Turn } from './conversation.ts';
import { replyOrder, seedOf } from './draws.ts';
import { DialogueEvents } from './events.ts';
import { anotherTurn, batchEnded, noReply, noSuchConversation, notFinishable } from './refusals.ts';
import { type Seat, Seats } from './seats.ts';
import { viewOf } from './view.ts';

interface DialogueParts {
  db: Database;
  chats: Chats;
  /** Where the files of an artifact lie. */
  directoryOf(artifact: string): string;
  isWaiting(place: BatchPlace): boolean;
  /** Writes a line for the people who run the pipeline. */
  log(place: BatchPlace, line: Localized): void;
  now?: () => number;
}

/** Conversations of labelers with a model. All that was written or judged is on the disk before it is shown as such. */
export class Dialogues {
  readonly #parts: DialogueParts;
  readonly #events: DialogueEvents;
  readonly #seats: Seats;
  readonly #now: () => number;
  /** Why the model did not reply to an open turn; forgotten with the runner, which then asks it once more. */
  readonly #failures = new Map<string, UserError>();

  constructor(parts: DialogueParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    this.#events = new DialogueEvents(parts.db);
    this.#seats = new Seats(parts.db, parts.isWaiting);
  }

  /** A conversation as it is now; a message that waits for replies gets in line. */
  view(at: DialogueAt, session: string): DialogueView {
    return this.#show(this.#seats.take(at, session, this.#now()));
  }

  /** Stores what a labeler writes, and lets the model reply. The same key twice is stored once. */
  say({ turn, text: written, idempotencyKey, ...at }: DialogueMessage, session: string): DialogueView {
    const seat = this.#open(at, session);
    if (!this.#events.hasKey(seat, idempotencyKey)) {
      this.#parts.chats.requireRoom(this.#modelOf(seat));
      transact(this.#parts.db, () => {
        const { turn: now, wants } = this.#conversation(seat);
        const isAnew = wants === 'replies' && this.#failures.has(keyOf(seat, turn));
        if (turn !== now || (wants !== 'message' && !isAnew)) throw anotherTurn(now);
        const said = { type: 'message', text: written } as const;
        this.#events.add(seat, seat.task, { turn, said, idempotencyKey, at: this.#now() });
      });
      this.#failures.delete(keyOf(seat, turn));
    }
    return this.#show(seat);
  }

  /** Stores which reply is better; the conversation goes on with it. The same key twice is stored once. */
  judge({ idempotencyKey, turn, ...given }: DialogueJudgement, session: string): DialogueView {
    const seat = this.#open(given, session);
    if (!this.#events.hasKey(seat, idempotencyKey))
      transact(this.#parts.db, () => {
        const conversation = this.#conversation(seat);
        const open = conversation.turns[turn - 1];
        if (turn !== conversation.turn || conversation.wants !== 'choice' || !open)
          throw anotherTurn(conversation.turn);
        const said = judgementOf(seat, open, given);
        this.#events.add(seat, seat.task, { turn, said, idempotencyKey, at: this.#now() });
      });
    return this.#show(seat);
  }

  /** Asks the model once more after it failed. */
  retry(at: DialogueAt, session: string): DialogueView {
    const seat = this.#open(at, session);
    this.#failures.delete(keyOf(seat, this.#conversation(seat).turn));
    return this.#show(seat);
  }

  /**
   * An answer as the record takes it: of a finished conversation what it is made of, whatever the browser says.
   * Answers to other tasks stay as they are, except that none may pass for one of a conversation.
   */
  answer<Given extends Pick<LabelerAnswer, 'run' | 'node' | 'labeler'> & { answer: Answer }>(
    given: Given,
    session: string,
  ): Given {
    const { answer } = given;
    const seat = this.#seats.find({ ...given, taskId: answer.taskId }, session);
    const { turn: _, turns: __, ...value } = answer.value;
    if (!seat) return { ...given, answer: { ...answer, value } };
    if (answer.outcome !== 'answered') return { ...given, answer: { ...answer, value: {} } };
    const turns = this.#conversation(seat).turns.flatMap(({ judged }) => judged?.id ?? []);
    if (turns.length === 0) throw notFinishable();
    return { ...given, answer: { ...answer, value: { turns } } };
  }

  #open(at: DialogueAt, session: string): Seat {
    const seat = this.#seats.take(at, session, this.#now());
    if (seat.isOpen) return seat;
    throw this.#parts.isWaiting(seat) ? noSuchConversation() : batchEnded();
  }

  #conversation(seat: Seat): Conversation {
    const { turns } = dialogue.settings.parse(seat.settings);
    return conversationOf(seat.body.prompt, this.#events.of(seat), turns);
  }

  #modelOf({ settings, body }: Seat): ChatJob['model'] {
    const { replyTemperature: temperature, replyTokens: maxNewTokens } = dialogue.settings.parse(settings);
    return { directory: this.#parts.directoryOf(body.policy), temperature, maxNewTokens };
  }

  #show(seat: Seat): DialogueView {
    const conversation = this.#conversation(seat);
    const key = keyOf(seat, conversation.turn);
    const isAsking = conversation.wants === 'replies' && seat.isOpen;
    if (isAsking && !this.#failures.has(key)) this.#askModel(seat, conversation);
    return viewOf(conversation, {
      mostTurns: dialogue.settings.parse(seat.settings).turns,
      isOpen: seat.isOpen,
      failure: this.#failures.get(key)?.localized,
      chat: isAsking ? this.#parts.chats.stateOf({ key, model: this.#modelOf(seat) }) : undefined,
    });
  }

  /** Puts the open message in line, unless it is there. */
  #askModel(seat: Seat, conversation: Conversation): void {
    const { turn } = conversation;
    const key = keyOf(seat, turn);
    const model = this.#modelOf(seat);
    if (this.#parts.chats.stateOf({ key, model })) return;
    const messages = messagesOf(conversation);
    const count = dialogue.settings.parse(seat.settings).replies;
    const request = { messages, seed: seedOf(seat.secret, seat.ticket, turn), count };
    const { run, node } = seat;
    this.#parts.chats
      .ask({ key, place: { run, node }, model, request })
      .then((replied) => this.#keep(seat, conversation, writeConversation(messages), replied))
      .catch((error: unknown) => this.#failures.set(key, this.#failureOf(seat, error)));
  }

  /** What the labeler is told; what they need not know stands in the node's log. */
  #failureOf({ run, node }: Seat, error: unknown): UserError {
    if (error instanceof UserError) return error;
    const reason = error instanceof Error ? error.message : String(error);
    const { en, zh } = error instanceof ModelFailure ? error.localized : { en: reason, zh: reason };
    this.#parts.log({ run, node }, text(`A labeler got no reply: ${en}`, `标注者未得到回复：${zh}`));
    return noReply();
  }

  /** Stores replies, unless something else came to the turn meanwhile. */
  #keep(
    seat: Seat,
    { turn, turns }: Conversation,
    prompt: string,
    { replies, milliseconds }: { replies: string[]; milliseconds: number },
  ): void {
    const to = turns[turn - 1]?.messageId ?? null;
    const order = replyOrder(seat.secret, seat.ticket, turn, replies.length);
    const shown = order.map((place) => ({ key: String(place), text: replies[place] ?? '' }));
    transact(this.#parts.db, () => {
      const now = this.#conversation(seat);
      if (now.turn !== turn || now.wants !== 'replies' || now.turns[turn - 1]?.messageId !== to) return;
      const said = { type: 'replies', to, prompt, replies: shown, milliseconds } as const;
      this.#events.add(seat, seat.task, { turn, said, at: this.#now() });
    });
  }
}

function keyOf({ set, labeler, ticket }: Seat, turn: number): string {
  return JSON.stringify([set, labeler, ticket, turn]);
}

/** What a browser says of a turn's replies as it is stored. Throws what is wrong with it. */
function judgementOf(
  { settings, round, guidelineVersion, form }: Seat,
  { replies }: Turn,
  { outcome, value, timeMs }: Pick<DialogueJudgement, 'outcome' | 'value' | 'timeMs'>,
) {
  const shown = replies?.said.replies ?? [];
  const asked = dialogue.settings.parse(settings);
  const slots = shown.map((_, place) => `c${place + 1}`);
  const wrong = dialogue.check({ outcome, value }, slots, asked);
  if (wrong) throw badAnswer(wrong);
  const chosen = shown[slots.indexOf(value.chosen ?? '')]?.key;
  if (outcome === 'answered' && chosen === undefined) throw malformedAnswer(form);
  const kept = outcome === 'both-bad' ? null : (chosen ?? shown[0]?.key ?? null);
  const { strength, critique } = value;
  return {
    ...({ type: 'judged', outcome, kept, timeMs, round, guidelineVersion } as const),
    ...(outcome === 'answered' && { chosen, ...(strength && { strength }) }),
    ...(critique && { critique }),
  };
}
