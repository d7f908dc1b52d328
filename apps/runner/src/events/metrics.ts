import { and, asc, eq } from 'drizzle-orm';
import type { SeriesView } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { metrics } from '../db/tables.ts';
import type { Point } from '../worker/messages.ts';

/** Points of one curve that a reader gets at most. */
const MOST_POINTS = 2000;

/**
 * Stores points of a node's curves; gives those that are new. A node that was interrupted reports some of its points
 * again, with the same numbers: they neither show twice nor draw a curve back.
 */
export function addPoints(db: Database, run: string, node: string, points: readonly Point[]): Point[] {
  const isNew = (step: number, [name, value]: [string, number]) =>
    db.insert(metrics).values({ run, node, name, step, value }).onConflictDoNothing().run().changes > 0;
  return points
    .map(({ step, values }) => ({ step, values: Object.entries(values).filter((one) => isNew(step, one)) }))
    .filter(({ values }) => values.length > 0)
    .map(({ step, values }) => ({ step, values: Object.fromEntries(values) }));
}

/** The curves of a node, each thinned to at most 2,000 points. */
export function readSeries(db: Database, run: string, node: string): SeriesView {
  const rows = db
    .select({ name: metrics.name, step: metrics.step, value: metrics.value })
    .from(metrics)
    .where(and(eq(metrics.run, run), eq(metrics.node, node)))
    .orderBy(asc(metrics.name), asc(metrics.step))
    .all();
  const series = Map.groupBy(rows, ({ name }) => name);
  return { series: [...series].map(([name, points]) => ({ name, ...thin(points, MOST_POINTS) })) };
}

interface CurvePoint {
  step: number;
  value: number;
}

/**
 * Keeps the shape of a curve: of each stretch, its lowest and its highest point; first and last always.
 */
export function thin(points: readonly CurvePoint[], most: number): { steps: number[]; values: number[] } {
  const kept = points.length <= most ? [...points] : extremes(points, Math.floor(most / 2) - 1);
  return { steps: kept.map(({ step }) => step), values: kept.map(({ value }) => value) };
}

function extremes(points: readonly CurvePoint[], stretches: number): CurvePoint[] {
  const indices = new Set([0, points.length - 1]);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * points.length) / stretches);
    const to = Math.floor(((stretch + 1) * points.length) / stretches);
    let [low, high] = [from, from];
    for (let index = from; index < to; index++) {
      const value = points[index]?.value ?? 0;
      if (value < (points[low]?.value ?? 0)) low = index;
      if (value > (points[high]?.value ?? 0)) high = index;
    }
    indices.add(low).add(high);
  }
  return [...indices].sort((a, b) => a - b).map((index) => points[index] as CurvePoint);
}
