import { z } from 'zod';
import { critiqueValue } from '../fields.ts';

/** Groups from best to worst; those of one group are equally good. */
export const value = z.strictObject({
  groups: z.array(z.array(z.string()).min(1)).optional(),
  critique: critiqueValue,
});
export type RankingValue = z.infer<typeof value>;

/** The rank of every candidate that was placed: 1 is best, equals have the same rank. */
export function ranksOf({ groups = [] }: RankingValue): Map<string, number> {
  return new Map(groups.flatMap((group, place) => group.map((one) => [one, place + 1] as const)));
}
