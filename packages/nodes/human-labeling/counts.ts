import type { LabelingForm } from '@heed/labeling/contract/form.ts';
import { judgedOf, shownOf } from '@heed/labeling/contract/row.ts';
import type { JudgementRow, Outcome } from '@heed/schema';

/** How often each outcome came, and for pairs which side of the screen was chosen. */
export function countOutcomes(judgements: readonly JudgementRow[]) {
  const count = (wanted: Outcome) => judgements.filter(({ outcome }) => outcome === wanted).length;
  const chosen = judgements.filter(({ chosenId, secondId }) => chosenId !== null && secondId !== null);
  const first = chosen.filter(({ chosenId, firstId }) => chosenId === firstId).length;
  return {
    judgements: judgements.length,
    answered: count('answered'),
    ...(chosen.length > 0 && { first, second: chosen.length - first }),
    tie: count('tie'),
    bothBad: count('both-bad'),
    cannotJudge: count('cannot-judge'),
    skipped: count('skipped'),
  };
}

/** Share of equal judgements among all two of the same task; nothing where no task has two. */
export function agreement(form: LabelingForm, judgements: readonly JudgementRow[]): number | undefined {
  const said = judgements.flatMap((row) => {
    const category = form.category(
      judgedOf(form, row),
      shownOf(row).map(({ id }) => id),
    );
    return category === null ? [] : [{ taskId: row.taskId, category }];
  });
  let equal = 0;
  let all = 0;
  for (const ofTask of Map.groupBy(said, ({ taskId }) => taskId).values()) {
    for (const { length } of Map.groupBy(ofTask, ({ category }) => category).values())
      equal += (length * (length - 1)) / 2;
    all += (ofTask.length * (ofTask.length - 1)) / 2;
  }
  return all ? equal / all : undefined;
}
