import type { Judged, LabelingForm } from '@heed/labeling/contract/form.ts';
import { makeJudgementRow } from '@heed/labeling/contract/row.ts';
import type { JudgementRow, LabelingTask } from '@heed/schema';
import { idOf } from './tasks.ts';

/** What a judge said of a task, as a row. */
export function judgeRow(
  form: LabelingForm,
  task: LabelingTask,
  judge: string,
  judged: Judged<unknown>,
): JudgementRow {
  const order = task.candidates.map(({ id }) => id);
  return makeJudgementRow(
    form,
    {
      ...{ judgementId: idOf(task.taskId, judge), task, order, guidelineVersion: '' },
      ...{ labeler: judge, labelerKind: 'judge', timeMs: null, at: null, round: 1, selection: 'fixed' },
      ...{ late: false, counted: true, corrects: null },
    },
    judged,
  );
}
