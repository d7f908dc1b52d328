import type { JudgementRow, ShownCandidate } from '@heed/schema';
import type { LabeledRows } from '../../contract/form.ts';
import type { Policy } from '../../contract/policy.ts';
import { shownOf } from '../../contract/row.ts';
import { addEdits } from '../edits.ts';
import { countingByTask, noRows, promptOf } from '../standing.ts';

/** Votes for the two candidates of a task in the order of their ids, whatever the order shown. */
interface Votes {
  a: number;
  b: number;
  tie: number;
  bothBad: number;
  /** How many judgements there were for either side, a tie, or neither. */
  kinds: number;
}

/**
 * Probability that the chosen one is better, as strength said it: half of the margin above one half, with the
 * margins 1/3, 2/3 and 1 of Llama 2 (Touvron et al. 2023, table 27).
 */
const softened = { 1: 2 / 3, 2: 5 / 6, 3: 1 } as const;

function weightOf({ strength }: JudgementRow, policy: Policy): number {
  if (policy.strength === 'ignore' || strength === null) return 1;
  return softened[strength as keyof typeof softened];
}

function countVotes(judgements: readonly JudgementRow[], a: ShownCandidate, policy: Policy): Votes {
  const votes = { a: 0, b: 0, tie: 0, bothBad: 0 };
  const kinds = new Set<string>();
  for (const row of judgements) {
    const said = row.outcome === 'answered' ? (row.chosenId === a.id ? 'a' : 'b') : row.outcome;
    kinds.add(said);
    if (said === 'tie') votes.tie++;
    else if (said === 'both-bad') votes.bothBad++;
    else {
      const weight = weightOf(row, policy);
      votes[said === 'a' ? 'a' : 'b'] += weight;
      votes[said === 'a' ? 'b' : 'a'] += 1 - weight;
    }
  }
  return { ...votes, kinds: kinds.size };
}

/** Share of the votes for the first candidate; 0.5 is a tie, undefined says nothing of an order. */
function firstShare({ a, b, tie, kinds }: Votes, { ties, split }: Policy): number | undefined {
  if (a + b + tie === 0) return undefined;
  if (kinds > 1 && split === 'drop') return undefined;
  if (kinds > 1 && split === 'tie') return 0.5;
  const halves = ties === 'half' ? tie : 0;
  const all = a + b + halves;
  return all ? (a + halves / 2) / all : 0.5;
}

/** The majority's preference for each task; its strength is the majority's share of the votes. */
export function toRows(judgements: readonly JudgementRow[], policy: Policy): LabeledRows {
  const rows = noRows();
  for (const ofTask of countingByTask(judgements, policy)) {
    const [some] = ofTask;
    if (!some) continue;
    const [a, b] = shownOf(some).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    if (!a || !b) continue;
    addEdits(rows, ofTask);
    addTask(rows, some, [a, b], countVotes(ofTask, a, policy), policy);
  }
  return rows;
}

function addTask(
  rows: LabeledRows,
  some: JudgementRow,
  [a, b]: [ShownCandidate, ShownCandidate],
  votes: Votes,
  policy: Policy,
): void {
  const prompt = promptOf(some);
  const unpaired = (rating: number, { text }: ShownCandidate) =>
    rows.unpaired.push({ ...prompt, completion: text, rating, standardError: null });
  if (votes.bothBad > votes.a + votes.b + votes.tie) {
    if (policy.bothBad === 'drop') rows.undecided++;
    else for (const candidate of [a, b]) unpaired(0, candidate);
    return;
  }
  const share = firstShare(votes, policy);
  const isTie = share === 0.5;
  if (share === undefined || (isTie && policy.ties === 'drop')) {
    rows.undecided++;
    return;
  }
  const [chosen, rejected] = share >= 0.5 ? [a, b] : [b, a];
  const preferenceStrength = Math.max(share, 1 - share);
  rows.preferences.push({ ...prompt, chosen: chosen.text, rejected: rejected.text, preferenceStrength });
  if (isTie) return;
  unpaired(1, chosen);
  unpaired(0, rejected);
}
