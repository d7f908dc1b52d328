import { makeJudgementRow } from '@heed/labeling/contract/row.ts';
import dialogue from '@heed/labeling/forms/dialogue/form.ts';
import { detectLanguage } from '@heed/nodes/shared/language.ts';
import type { JudgementRow, LabelingTask } from '@heed/schema';
import type { Database } from '../db/open.ts';
import type { Judgement } from '../labeling/record.ts';
import { conversationOf, type Turn } from './conversation.ts';
import { DialogueEvents } from './events.ts';

/** Judgements of the turns of finished conversations, as rows of a table. */
export class DialogueRows {
  readonly #events: DialogueEvents;

  constructor(db: Database) {
    this.#events = new DialogueEvents(db);
  }

  /** One row a turn that the answer names; undefined where it ends no conversation. */
  of(
    given: Omit<Judgement, 'blind' | 'played'>,
    task: LabelingTask,
    labeler: string,
  ): JudgementRow[] | undefined {
    if (given.form !== dialogue.form) return undefined;
    const { turns } = dialogue.value.parse(JSON.parse(given.value));
    if (!turns) return undefined;
    const named = new Set(turns);
    const conversation = conversationOf(task.prompt, this.#events.of(given), Number.POSITIVE_INFINITY);
    return conversation.turns
      .filter(({ judged }) => judged && named.has(judged.id))
      .map((turn) => rowOf(given, task, labeler, turn));
  }
}

function rowOf(
  given: Omit<Judgement, 'blind' | 'played'>,
  { taskId, promptId, policy }: LabelingTask,
  labeler: string,
  { number: turn, message, replies, judged }: Turn,
): JudgementRow {
  if (!replies || !judged) throw new Error(`Turn ${turn} of ticket ${given.ticket} has no replies.`);
  const idOf = (key: string) => `${replies.id}-${key}`;
  const candidates = replies.said.replies.map(({ key, text }) => ({
    id: idOf(key),
    text,
    model: policy ?? null,
  }));
  const { outcome, chosen, strength, critique, timeMs, round, guidelineVersion } = judged.said;
  const value = {
    ...(chosen !== undefined && { chosen: idOf(chosen) }),
    ...(strength && { strength }),
    ...(critique && { critique }),
    turn,
  };
  const own: LabelingTask = {
    taskId: `${taskId}-${given.ticket.slice(0, 8)}-${turn}`,
    ...{ promptId, prompt: replies.said.prompt, language: detectLanguage(message), candidates },
  };
  const row = makeJudgementRow(
    dialogue,
    {
      ...{ judgementId: judged.id, task: own, order: candidates.map(({ id }) => id) },
      ...{ guidelineVersion, labeler, labelerKind: 'person', timeMs, at: judged.at, round },
      ...{ selection: given.selection, late: given.late === 1, counted: given.counted === 1, corrects: null },
    },
    { outcome, value },
  );
  return { ...row, formVersion: given.formVersion };
}
