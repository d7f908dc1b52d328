import type { JudgementRow } from '@heed/schema';
import type { LabeledRows } from '../../contract/form.ts';
import type { Policy } from '../../contract/policy.ts';
import { shownOf } from '../../contract/row.ts';
import { addEdits } from '../edits.ts';
import { countingByTask, noRows, promptOf } from '../standing.ts';
import { addPair, type Vote } from '../votes.ts';

function voteOf({ outcome, chosenId, strength }: JudgementRow, first: string): Vote {
  if (outcome !== 'answered') return { said: outcome === 'tie' ? 'tie' : 'both-bad' };
  return { said: chosenId === first ? 'a' : 'b', strength: strength as Vote['strength'] };
}

/** The majority's preference for each task, and what labelers wrote themselves. */
export function toRows(judgements: readonly JudgementRow[], policy: Policy): LabeledRows {
  const rows = noRows();
  for (const ofTask of countingByTask(judgements, policy)) {
    const [some] = ofTask;
    if (!some) continue;
    const [a, b] = shownOf(some).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    if (!a || !b) continue;
    const votes = ofTask.map((row) => voteOf(row, a.id));
    const edits = addEdits(rows, ofTask);
    if (!addPair(rows, promptOf(some), [a, b], votes, policy) && !edits) rows.undecided++;
  }
  return rows;
}
