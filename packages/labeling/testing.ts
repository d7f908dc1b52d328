import type { Answer, JudgementRow, LabelingTask, Outcome } from '@heed/schema';
import type { Judged } from './contract/form.ts';
import { type Given, makeJudgementRow } from './contract/row.ts';
import { formOf } from './forms/index.ts';

/** A person's judgement of a task for tests: pairwise, in the task's own order, unless told otherwise. */
export function personJudgement(
  task: LabelingTask,
  labeler: string,
  judged: Judged<unknown>,
  { form = 'pairwise', ...about }: Partial<Given> & { form?: string } = {},
): JudgementRow {
  const given: Given = {
    ...{ judgementId: `${task.taskId}-${labeler}`, task, order: task.candidates.map(({ id }) => id) },
    ...{ guidelineVersion: '', labeler, labelerKind: 'person', timeMs: 900, at: 0, round: 1 },
    ...{ selection: 'fixed', late: false, counted: true, corrects: null },
  };
  return makeJudgementRow(formOf(form), { ...given, ...about }, judged);
}

/** What can be said of a pair, by the place in the order shown. */
export type Choice = 'first' | 'second' | Exclude<Outcome, 'answered'>;

/** A choice as a labeler's browser sends it. */
export function pairAnswer(choice: Choice): Pick<Answer, 'outcome' | 'value'> {
  if (choice !== 'first' && choice !== 'second') return { outcome: choice, value: {} };
  return { outcome: 'answered', value: { chosen: choice === 'first' ? 'c1' : 'c2' } };
}
