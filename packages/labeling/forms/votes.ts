import type { JudgementRow, ShownCandidate } from '@heed/schema';
import type { LabeledRows } from '../contract/form.ts';
import type { Policy } from '../contract/policy.ts';
import { promptOf } from './standing.ts';

/** What one labeler says of two candidates. */
export interface Vote {
  said: 'a' | 'b' | 'tie' | 'both-bad';
  strength?: 1 | 2 | 3 | null;
}

interface Votes {
  a: number;
  b: number;
  tie: number;
  bothBad: number;
  /** How many different things were said. */
  kinds: number;
}

/**
 * Probability that the chosen one is better, as strength said it: one half and half of the margin, with the
 * margins 1/3, 2/3 and 1 of Llama 2 (Touvron et al. 2023, table 27).
 */
const softened = { 1: 2 / 3, 2: 5 / 6, 3: 1 } as const;

function count(votes: readonly Vote[], policy: Policy): Votes {
  const sums = { a: 0, b: 0, tie: 0, bothBad: 0 };
  for (const { said, strength } of votes) {
    if (said === 'tie') sums.tie++;
    else if (said === 'both-bad') sums.bothBad++;
    else {
      const weight = policy.strength === 'soften' && strength ? softened[strength] : 1;
      sums[said] += weight;
      sums[said === 'a' ? 'b' : 'a'] += 1 - weight;
    }
  }
  return { ...sums, kinds: new Set(votes.map(({ said }) => said)).size };
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

/** Adds what the votes on two candidates say under a policy; false where they say nothing that is kept. */
export function addPair(
  rows: LabeledRows,
  prompt: ReturnType<typeof promptOf>,
  [a, b]: readonly [ShownCandidate, ShownCandidate],
  votes: readonly Vote[],
  policy: Policy,
): boolean {
  const counted = count(votes, policy);
  const unpaired = (rating: number, { text }: ShownCandidate) =>
    rows.unpaired.push({ ...prompt, completion: text, rating, standardError: null });
  if (counted.bothBad > counted.a + counted.b + counted.tie) {
    if (policy.bothBad === 'drop') return false;
    for (const candidate of [a, b]) unpaired(0, candidate);
    return true;
  }
  const share = firstShare(counted, policy);
  const isTie = share === 0.5;
  if (share === undefined || (isTie && policy.ties === 'drop')) return false;
  const [chosen, rejected] = share >= 0.5 ? [a, b] : [b, a];
  const preferenceStrength = Math.max(share, 1 - share);
  rows.preferences.push({ ...prompt, chosen: chosen.text, rejected: rejected.text, preferenceStrength });
  if (!isTie) {
    unpaired(1, chosen);
    unpaired(0, rejected);
  }
  return true;
}

/** Ratings of one candidate by several labelers as one row: their mean and its standard error. */
export function addMean(
  rows: LabeledRows,
  some: JudgementRow,
  text: string,
  ratings: readonly number[],
): void {
  const mean = ratings.reduce((sum, rating) => sum + rating, 0) / ratings.length;
  const squares = ratings.reduce((sum, rating) => sum + (rating - mean) ** 2, 0);
  const standardError =
    ratings.length > 1 ? Math.sqrt(squares / (ratings.length - 1) / ratings.length) : null;
  rows.ratings.push({ ...promptOf(some), completion: text, rating: mean, standardError });
}
