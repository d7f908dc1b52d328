import { makeJudgementRow } from '@heed/labeling/contract/row.ts';
import pairwise from '@heed/labeling/forms/pairwise/form.ts';
import type { JudgementRow, LabelingTask } from '@heed/schema';
import type { Scorer } from '../shared/scorer.ts';
import { idOf } from './tasks.ts';

/** The higher score wins; a difference of zero or under the margin is a tie. */
export async function judgeTasks(
  tasks: readonly LabelingTask[],
  scorer: Pick<Scorer, 'score' | 'judge'>,
  minimumMargin: number,
): Promise<JudgementRow[]> {
  const texts = tasks.flatMap(({ prompt, candidates }) =>
    candidates.map((candidate) => ({ prompt, completion: candidate.text })),
  );
  const scores = await scorer.score(texts);
  return tasks.map((task, index) => {
    const difference = (scores[2 * index] as number) - (scores[2 * index + 1] as number);
    return judgement(task, difference, scorer.judge, minimumMargin);
  });
}

/** The judgement of a judge whose score of the first answer leads by `difference`. */
function judgement(
  task: LabelingTask,
  difference: number,
  judge: string,
  minimumMargin: number,
): JudgementRow {
  const order = task.candidates.map(({ id }) => id);
  const isTie = difference === 0 || Math.abs(difference) < minimumMargin;
  return makeJudgementRow(
    pairwise,
    {
      ...{ judgementId: idOf(task.taskId, judge), task, order, guidelineVersion: '' },
      ...{ labeler: judge, labelerKind: 'judge', timeMs: null, at: null, round: 1, selection: 'fixed' },
      ...{ late: false, counted: true, corrects: null },
    },
    isTie
      ? { outcome: 'tie', value: {} }
      : { outcome: 'answered', value: { chosen: order[difference > 0 ? 0 : 1] } },
  );
}
