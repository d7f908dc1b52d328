import type { JudgementRow, ShownCandidate } from '@heed/schema';
import type { Comparison } from '../contract/form.ts';
import { judgedOf, shownOf } from '../contract/row.ts';
import { formOf } from '../forms/index.ts';
import type { AlphaUnit, Category } from './alpha.ts';

/** A judgement with what its form makes of it. */
export interface JudgedRow {
  row: JudgementRow;
  /** In the order shown. */
  shown: ShownCandidate[];
  /** For agreement; null where nothing was judged. */
  category: Category | null;
  ordinal: number | null;
  comparisons: Comparison[];
  /** Was it said of a reply in the labeler's own conversation? */
  isOwn: boolean;
  /** The same for all judgements of the same candidates, also when they are asked for again. */
  unit: string;
}

/** Reads rows by their forms. */
export function readJudgements(rows: readonly JudgementRow[]): JudgedRow[] {
  return rows.map((row) => {
    const form = formOf(row.form);
    const judged = judgedOf(form, row);
    const shown = shownOf(row);
    const ids = shown.map(({ id }) => id);
    return {
      row,
      shown,
      category: form.category(judged, ids),
      ordinal: form.ordinal?.(judged, ids) ?? null,
      comparisons: form.compare(judged, ids),
      isOwn: form.isOwn?.(judged.value) ?? false,
      unit: JSON.stringify([row.promptId, ...ids.toSorted()]),
    };
  });
}

/** Each labeler's first judgement of each unit; what was asked again or checks the labeler is left out. */
export function firstJudgements(judged: readonly JudgedRow[]): JudgedRow[] {
  const seen = new Set<string>();
  return judged.filter(({ row, unit }) => {
    const key = JSON.stringify([row.labeler, unit]);
    if (row.selection === 'repeat' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The categories of each unit; of three candidates and more each pair is a unit, and they stand in one cluster. */
export function nominalUnits(judged: readonly JudgedRow[]): AlphaUnit[] {
  const units = Map.groupBy(judged, ({ unit }) => unit);
  return [...units.entries()].flatMap(([cluster, own]) => {
    const isRanking = own.some(({ shown, comparisons }) => shown.length > 2 && comparisons.length > 0);
    if (!isRanking) return [{ cluster, values: own.flatMap(({ category }) => category ?? []) }];
    const pairs = own.flatMap(({ comparisons }) => comparisons.map(pairOf));
    return [...Map.groupBy(pairs, ({ pair }) => pair).values()].map((same) => ({
      cluster,
      values: same.map(({ better }) => better),
    }));
  });
}

/** The numbers of each unit. */
export function ordinalUnits(judged: readonly JudgedRow[]): AlphaUnit[] {
  return [...Map.groupBy(judged, ({ unit }) => unit).values()].map((own) => ({
    values: own.flatMap(({ ordinal }) => ordinal ?? []),
  }));
}

function pairOf(comparison: Comparison): { pair: string; better: string } {
  const ids = comparison.tie ? comparison.candidates : [comparison.better, comparison.worse];
  return { pair: JSON.stringify(ids.toSorted()), better: comparison.tie ? 'tie' : comparison.better };
}
