import type { JudgementRow } from '@heed/schema';
import { agreementWithOthers, type Vote } from './agreement.ts';
import type { Category } from './alpha.ts';
import { biases } from './bias.ts';
import { type Share, share } from './intervals.ts';
import { firstJudgements, type JudgedRow } from './judged.ts';

/** What is seen of one labeler's work. */
export interface LabelerFigures {
  labeler: string;
  kind: JudgementRow['labelerKind'];
  judgements: number;
  /** With the others who judged the same. */
  agreement: Share | null;
  medianMs: number | null;
  /** Share of answers in less than a quarter of everybody's median time. */
  tooFast: Share | null;
  /** Of decided pairs, how often the one shown first won. */
  first: Share | null;
  /** The same answer again when asked again in another order. */
  consistency: Share | null;
  /** Right answers to tasks whose answer is known. */
  gold: Share | null;
}

/** Part of the usual time below which nobody can have read the answers. */
const TOO_FAST = 1 / 4;

/** Votes that count for agreement: each labeler's first of each unit. */
export function votesOf(judged: readonly JudgedRow[]): Vote[] {
  return firstJudgements(judged).flatMap(({ row, unit, category }) =>
    category === null ? [] : [{ labeler: row.labeler, unit, category }],
  );
}

/**
 * Figures of every labeler, those with most judgements first. `gold` holds the right category by task; `checks` count for
 * nothing else.
 */
export function labelerFigures(
  judged: readonly JudgedRow[],
  gold: ReadonlyMap<string, Category>,
  checks: readonly JudgedRow[] = [],
): LabelerFigures[] {
  const agreement = agreementWithOthers(votesOf(judged));
  const usual = median(judged.flatMap(({ row }) => timeOf(row)));
  const groups = [...Map.groupBy(judged, ({ row }) => row.labeler)];
  const figures = groups.map(([labeler, own]): LabelerFigures => {
    const times = own.flatMap(({ row }) => timeOf(row));
    const fast = times.filter((time) => usual !== null && time < usual * TOO_FAST);
    return {
      labeler,
      kind: (own[0] as JudgedRow).row.labelerKind,
      judgements: own.length,
      agreement: agreement.get(labeler) ?? null,
      medianMs: median(times),
      tooFast: share(fast.length, times.length),
      first: biases(firstJudgements(own))[0]?.share ?? null,
      consistency: consistency(own),
      gold: goldScore([...own, ...checks.filter(({ row }) => row.labeler === labeler)], gold),
    };
  });
  return figures.sort((a, b) => b.judgements - a.judgements || (a.labeler < b.labeler ? -1 : 1));
}

/** Judges answer without reading, so that their times say nothing. */
function timeOf({ timeMs, labelerKind }: JudgementRow): number[] {
  return timeMs === null || labelerKind === 'judge' ? [] : [timeMs];
}

/** The middle value; null of none. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle) - 1] as number)) / 2;
}

function consistency(own: readonly JudgedRow[]): Share | null {
  const before = new Map(firstJudgements(own).map((one) => [one.unit, one.category]));
  const again = own.filter(
    ({ row, unit, category }) =>
      row.selection === 'repeat' && category !== null && (before.get(unit) ?? null) !== null,
  );
  return share(again.filter(({ unit, category }) => before.get(unit) === category).length, again.length);
}

function goldScore(own: readonly JudgedRow[], gold: ReadonlyMap<string, Category>): Share | null {
  const known = own.filter(({ row }) => gold.has(row.taskId));
  return share(known.filter(({ row, category }) => gold.get(row.taskId) === category).length, known.length);
}
