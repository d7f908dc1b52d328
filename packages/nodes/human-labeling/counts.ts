import type { LabelingForm } from '@heed/labeling/contract/form.ts';
import { judgedOf, shownOf } from '@heed/labeling/contract/row.ts';
import { type Category, krippendorffAlpha } from '@heed/labeling/statistics/alpha.ts';
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
    adjudicated: judgements.filter(({ selection }) => selection === 'adjudication').length,
  };
}

/** What was said of each task, as categories that do not depend on the order shown. */
function categories(form: LabelingForm, judgements: readonly JudgementRow[]): Category[][] {
  const said = judgements.flatMap((row) => {
    const ids = shownOf(row).map(({ id }) => id);
    const category = form.category(judgedOf(form, row), ids);
    return category === null ? [] : [{ taskId: row.taskId, category }];
  });
  const byTask = Map.groupBy(said, ({ taskId }) => taskId);
  return [...byTask.values()].map((ofTask) => ofTask.map(({ category }) => category));
}

/** Share of equal answers among all two of the same task, decisions on disagreements left out, and Krippendorff's alpha, which leaves out chance. */
export function agreement(form: LabelingForm, judgements: readonly JudgementRow[]) {
  const units = categories(
    form,
    judgements.filter(({ selection }) => selection !== 'adjudication'),
  );
  const pairs = (count: number) => (count * (count - 1)) / 2;
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const equal = sum(
    units.flatMap((values) =>
      [...Map.groupBy(values, (value) => value).values()].map(({ length }) => pairs(length)),
    ),
  );
  const all = sum(units.map(({ length }) => pairs(length)));
  const isScale = units.flat().every((value) => typeof value === 'number');
  const { alpha } = krippendorffAlpha(
    units.map((values) => ({ values })),
    { metric: isScale ? 'ordinal' : 'nominal', rounds: 0 },
  );
  return { ...(all > 0 && { agreement: equal / all }), ...(alpha !== null && { alpha }) };
}
