import type { JudgementRow, ShownCandidate } from '@heed/schema';
import type { LabeledRows } from '../../contract/form.ts';
import type { Policy } from '../../contract/policy.ts';
import { shownOf } from '../../contract/row.ts';
import { allPairs } from '../candidates.ts';
import { countingByTask, noRows, promptOf } from '../standing.ts';
import { addPair, type Vote } from '../votes.ts';

/** What a judgement of several replies says of two of them; nothing where a third one was chosen. */
function voteOf({ outcome, chosenId, strength }: JudgementRow, a: string, b: string): Vote[] {
  if (outcome !== 'answered') return [{ said: outcome === 'tie' ? 'tie' : 'both-bad' }];
  if (chosenId !== a && chosenId !== b) return [];
  return [{ said: chosenId === a ? 'a' : 'b', strength: strength as Vote['strength'] }];
}

/** Each reply once; one of which pairs say different things is neither desired nor undesired. */
function withoutRepeats(unpaired: LabeledRows['unpaired']): LabeledRows['unpaired'] {
  return [...Map.groupBy(unpaired, ({ completion }) => completion).values()].flatMap((same) =>
    new Set(same.map(({ rating }) => rating)).size === 1 ? same.slice(0, 1) : [],
  );
}

/** The majority's preference for each two replies of a turn. */
export function toRows(judgements: readonly JudgementRow[], policy: Policy): LabeledRows {
  const rows = noRows();
  for (const ofTurn of countingByTask(judgements, policy)) {
    const [some] = ofTurn;
    if (!some) continue;
    const replies = shownOf(some).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const own = noRows();
    for (const [a, b] of allPairs<ShownCandidate>(replies))
      addPair(
        own,
        promptOf(some),
        [a, b],
        ofTurn.flatMap((row) => voteOf(row, a.id, b.id)),
        policy,
      );
    rows.preferences.push(...own.preferences);
    rows.unpaired.push(...withoutRepeats(own.unpaired));
    if (own.preferences.length + own.unpaired.length === 0) rows.undecided++;
  }
  return rows;
}
