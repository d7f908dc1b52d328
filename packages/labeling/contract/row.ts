import {
  type JudgementRow,
  type LabelingTask,
  type Outcome,
  type Selection,
  type ShownCandidate,
  shownCandidateSchema,
} from '@heed/schema';
import { z } from 'zod';
import type { Judged, LabelingForm } from './form.ts';

/** What is known of one judgement beside the answer. */
export interface Given {
  judgementId: string;
  task: LabelingTask;
  /** Ids in the order shown. */
  order: readonly string[];
  guidelineVersion: string;
  labeler: string;
  labelerKind: JudgementRow['labelerKind'];
  timeMs: number | null;
  at: number | null;
  round: number;
  selection: Selection;
  late: boolean;
  counted: boolean;
  corrects: string | null;
}

/** A candidate as a judgement row lists it. */
function shownCandidate({ id, text, model, media }: ShownCandidate): ShownCandidate {
  return { id, text, model, ...(media && { media }) };
}

/** The row of one judgement; `judged` names candidates by id. */
export function makeJudgementRow(
  form: LabelingForm,
  { task, order, ...given }: Given,
  { outcome, value }: Judged<unknown>,
): JudgementRow {
  const byId = new Map(task.candidates.map((candidate) => [candidate.id, candidate]));
  const shown = order.flatMap((id) => byId.get(id) ?? []);
  const [first, second] = shown.length === 2 ? shown : [];
  const { taskId, promptId, prompt, language } = task;
  return {
    ...{ judgementId: given.judgementId, taskId, promptId, prompt, language },
    ...{ form: form.form, formVersion: form.version, guidelineVersion: given.guidelineVersion },
    shown: JSON.stringify(shown.map(shownCandidate)),
    ...{ firstId: first?.id ?? null, firstText: first?.text ?? null },
    ...{ secondId: second?.id ?? null, secondText: second?.text ?? null },
    outcome,
    value: JSON.stringify(value),
    ...form.columns({ outcome, value }),
    ...{ timeMs: given.timeMs, labeler: given.labeler, labelerKind: given.labelerKind, round: given.round },
    ...{ selection: given.selection, late: given.late, counted: given.counted },
    ...{ corrects: given.corrects, at: given.at },
  };
}

const shownList = z.array(shownCandidateSchema);

/** The candidates of a judgement in the order shown. */
export function shownOf({ shown }: Pick<JudgementRow, 'shown'>): ShownCandidate[] {
  return shownList.parse(JSON.parse(shown));
}

/** What was said in a row, parsed by its form. Throws where the row is of another form. */
export function judgedOf<Value>(
  form: Pick<LabelingForm<z.ZodObject, Value>, 'form' | 'value'>,
  row: Pick<JudgementRow, 'form' | 'outcome' | 'value' | 'judgementId'>,
): Judged<Value> & { outcome: Outcome } {
  if (row.form !== form.form)
    throw new Error(
      `Judgement ${row.judgementId} was given with the form "${row.form}", not "${form.form}".`,
    );
  return { outcome: row.outcome, value: form.value.parse(JSON.parse(row.value)) };
}
