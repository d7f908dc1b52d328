import type { JudgementRow } from '@heed/schema';
import type { LabeledRows } from '../../contract/form.ts';
import type { Policy } from '../../contract/policy.ts';
import { shownOf } from '../../contract/row.ts';
import { countingByTask, noRows } from '../standing.ts';
import { addMean } from '../votes.ts';
import { value } from './value.ts';

/** The mean of the ratings of each answer. */
export function toRows(judgements: readonly JudgementRow[], policy: Policy): LabeledRows {
  const rows = noRows();
  for (const ofTask of countingByTask(judgements, policy)) {
    const [some] = ofTask;
    const [candidate] = some ? shownOf(some) : [];
    if (!some || !candidate) continue;
    const ratings = ofTask.flatMap((row) => value.parse(JSON.parse(row.value)).rating ?? []);
    if (ratings.length) addMean(rows, some, candidate.text, ratings);
    else rows.undecided++;
  }
  return rows;
}
