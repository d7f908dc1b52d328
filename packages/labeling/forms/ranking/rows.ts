import type { JudgementRow, ShownCandidate } from '@heed/schema';
import type { LabeledRows } from '../../contract/form.ts';
import type { Policy } from '../../contract/policy.ts';
import { shownOf } from '../../contract/row.ts';
import { allPairs } from '../candidates.ts';
import { countingByTask, noRows, promptOf } from '../standing.ts';
import { addPair, type Vote } from '../votes.ts';
import { ranksOf, value } from './value.ts';

function addRanking(rows: LabeledRows, row: JudgementRow, ranks: ReadonlyMap<string, number>): void {
  for (const { id, text } of shownOf(row)) {
    const rank = ranks.get(id);
    if (rank === undefined) continue;
    const { judgementId: rankingId, labeler } = row;
    rows.rankings.push({ ...promptOf(row), rankingId, completion: text, rank, labeler });
  }
}

function voteOf(ranks: ReadonlyMap<string, number>, a: ShownCandidate, b: ShownCandidate): Vote {
  const difference = (ranks.get(a.id) ?? 0) - (ranks.get(b.id) ?? 0);
  if (difference === 0) return { said: 'tie' };
  return { said: difference < 0 ? 'a' : 'b' };
}

/** Every ranking as it was given, and the majority's preference for each two of its answers. */
export function toRows(judgements: readonly JudgementRow[], policy: Policy): LabeledRows {
  const rows = noRows();
  for (const ofTask of countingByTask(judgements, policy)) {
    const [some] = ofTask;
    if (!some) continue;
    const all = ofTask.map((row) => ranksOf(value.parse(JSON.parse(row.value))));
    for (const [place, row] of ofTask.entries()) addRanking(rows, row, all[place] ?? new Map());
    const candidates = shownOf(some).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    for (const [a, b] of allPairs(candidates))
      addPair(
        { ...rows, unpaired: [] },
        promptOf(some),
        [a, b],
        all.map((ranks) => voteOf(ranks, a, b)),
        policy,
      );
  }
  return rows;
}
