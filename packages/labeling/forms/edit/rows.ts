import type { JudgementRow } from '@heed/schema';
import type { LabeledRows } from '../../contract/form.ts';
import type { Policy } from '../../contract/policy.ts';
import { shownOf } from '../../contract/row.ts';
import { addEdits } from '../edits.ts';
import { countingByTask, noRows, promptOf } from '../standing.ts';
import { value } from './value.ts';

/** Edits as demonstrations that are better than what they were made from; answers kept or given up, unpaired. */
export function toRows(judgements: readonly JudgementRow[], policy: Policy): LabeledRows {
  const rows = noRows();
  for (const ofTask of countingByTask(judgements, policy)) {
    const [some] = ofTask;
    const [candidate] = some ? shownOf(some) : [];
    if (!some || !candidate) continue;
    const kept = ofTask.filter((row) => value.parse(JSON.parse(row.value)).keep).length;
    const bad = ofTask.filter(({ outcome }) => outcome === 'both-bad').length;
    const edits = addEdits(rows, ofTask);
    const unpaired = (rating: number) =>
      rows.unpaired.push({ ...promptOf(some), completion: candidate.text, rating, standardError: null });
    if (kept * 2 > ofTask.length) unpaired(1);
    else if (bad * 2 > ofTask.length && policy.bothBad === 'unpaired') unpaired(0);
    else if (!edits) rows.undecided++;
  }
  return rows;
}
