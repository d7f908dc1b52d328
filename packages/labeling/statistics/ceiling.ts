import type { JudgementRow } from '@heed/schema';
import { type Share, share } from './intervals.ts';
import { firstJudgements, nominalUnits, readJudgements } from './judged.ts';

/**
 * What anything can agree with one labeler at most. If every labeler finds the better one with chance r, two of them
 * agree with p = r² + (1 − r)², so that r = (1 + √(2p − 1)) / 2. Undefined where no pair was decided by two people.
 */
export function ceilingOf(rows: readonly JudgementRow[]): Omit<Share, 'count'> | undefined {
  const decided = rows.filter(
    ({ outcome, labelerKind }) => outcome === 'answered' && labelerKind === 'person',
  );
  let [agreed, pairs, units] = [0, 0, 0];
  for (const { values } of nominalUnits(firstJudgements(readJudgements(decided)))) {
    if (values.length < 2) continue;
    units++;
    const counts = [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length);
    const all = values.length * (values.length - 1);
    agreed += counts.reduce((sum, count) => sum + count * (count - 1), 0) / all;
    pairs++;
  }
  const agreement = share(agreed, pairs);
  if (!agreement || units === 0) return undefined;
  const best = (p: number) => (1 + Math.sqrt(Math.max(0, 2 * p - 1))) / 2;
  return { value: best(agreement.value), low: best(agreement.low), high: best(agreement.high) };
}
