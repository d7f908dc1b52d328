import type { Feedback } from './feedback.ts';

/** One answer that is better than another to the same prompt. */
export interface OrderedPair {
  prompt: string;
  labeler: string | null;
  chosen: string;
  rejected: string;
  margin?: 1 | 2 | 3;
}

/** The pairs that a statement implies; an edit is better than the answer that it improves. Ties imply none. */
export function pairsOf(one: Feedback): OrderedPair[] {
  const { prompt, labeler } = one;
  const pair = (chosen: string, rejected: string) => ({ prompt, labeler, chosen, rejected });
  if (one.said === 'pair') {
    if (one.strength <= 0.5) return [];
    const said = { ...pair(one.chosen, one.rejected), ...(one.margin && { margin: one.margin }) };
    return one.edit === undefined ? [said] : [said, pair(one.edit, one.chosen)];
  }
  if (one.said === 'edit') return one.edit === undefined ? [] : [pair(one.edit, one.completion)];
  if (one.said !== 'ranking') return [];
  return one.groups.flatMap((group, place) =>
    group.flatMap((chosen) =>
      one.groups.slice(place + 1).flatMap((worse) => worse.map((w) => pair(chosen, w))),
    ),
  );
}
