import type { JudgementRow } from '@heed/schema';
import type { LabeledRows } from '../../contract/form.ts';
import type { Policy } from '../../contract/policy.ts';
import { shownOf } from '../../contract/row.ts';
import { countingByTask, noRows } from '../standing.ts';
import { addMean } from '../votes.ts';
import type { Answers, Question } from './questions.ts';
import { value } from './value.ts';

function ratingOf(rating: readonly Question[], answers: Answers | undefined): number[] {
  const numbers = rating.flatMap(({ id }) => {
    const answer = answers?.[id];
    return typeof answer === 'number' ? [answer] : [];
  });
  return numbers.length ? [numbers.reduce((sum, number) => sum + number, 0) / numbers.length] : [];
}

/** The mean of what the questions marked as ratings say of each answer. All other answers stay in the judgements. */
export function toRows(
  judgements: readonly JudgementRow[],
  policy: Policy,
  questions: readonly Question[],
): LabeledRows {
  const rows = noRows();
  const rating = questions.filter(({ rates, perAnswer }) => rates && perAnswer);
  for (const ofTask of countingByTask(judgements, policy)) {
    const [some] = ofTask;
    if (!some) continue;
    const given = ofTask.map((row) => value.parse(JSON.parse(row.value)));
    for (const { id, text } of shownOf(some)) {
      const ratings = given.flatMap(({ each }) => ratingOf(rating, each?.[id]));
      if (ratings.length) addMean(rows, some, text, ratings);
    }
  }
  return rows;
}
