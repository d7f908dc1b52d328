import type { RunState } from '@heed/schema';
import { and, count, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { QueueQuery } from '../api/run-inputs.ts';
import type { QueuedRun, QueueView } from '../api/run-views.ts';
import { graphs, runs } from '../db/tables.ts';
import type { Labeling } from '../labeling/labeling.ts';
import { type AttemptRow, lastAttempts, type RunRow } from './attempts.ts';
import { stalledState } from './pauses.ts';
import type { RunStarter } from './start-run.ts';
import { summarize } from './summaries.ts';

/** States of nodes that somebody who looks at the queue wants to see. */
const shownStates: ReadonlySet<AttemptRow['state']> = new Set([
  ...(['leased', 'starting', 'running', 'publishing', 'cancelling'] as const),
  ...(['waiting_human', 'failed'] as const),
]);
/** In a graph of hundreds of nodes. */
const MOST_SHOWN = 8;

/** Runs of all pipelines, newest first: what each is doing, what stands before it, and what the machine is busy with. */
export function readQueue(starter: RunStarter, labeling: Labeling, query: QueueQuery): QueueView {
  const { states, before, limit } = query;
  const { db } = starter.stores;
  const asked = askedFor(query);
  const rows = db
    .select()
    .from(runs)
    .innerJoin(graphs, eq(graphs.id, runs.graph))
    .where(and(asked, states && inArray(runs.state, states), olderThan(starter, before)))
    .orderBy(desc(runs.createdAt), desc(runs.id))
    .limit(limit + 1)
    .all();
  const waiting = waitingRuns(starter);
  const shown = rows.slice(0, limit).map(({ runs: run, graphs: graph }) => ({
    ...summarize(run, graph.name),
    error: run.error ?? undefined,
    ...stalledState(starter, run),
    ...progressOf(starter, labeling, run),
    ahead: run.state === 'queued' ? waiting.indexOf(run.id) : undefined,
  }));
  return {
    runs: shown,
    more: rows.length > limit,
    counts: countStates(starter, asked),
    slots: starter.executor.slotsInUse(),
  };
}

/** Runs that are in sight, of the pipeline and by the name that were asked for. */
function askedFor({ graph, name }: QueueQuery) {
  const isCalledSo =
    name === undefined
      ? undefined
      : sql`(instr(lower(${graphs.name}), lower(${name})) > 0 OR instr(${runs.id}, lower(${name})) = 1)`;
  return and(isNull(runs.removedAt), graph === undefined ? undefined : eq(runs.graph, graph), isCalledSo);
}

function olderThan({ stores: { db } }: RunStarter, before: string | undefined) {
  if (before === undefined) return undefined;
  const at = db.select({ createdAt: runs.createdAt }).from(runs).where(eq(runs.id, before)).get()?.createdAt;
  if (at === undefined) return undefined;
  return or(lt(runs.createdAt, at), and(eq(runs.createdAt, at), lt(runs.id, before)));
}

/** Runs of which no node has begun, in the order in which they get their turn. */
function waitingRuns({ stores: { db } }: RunStarter): string[] {
  const rows = db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.state, 'queued'), isNull(runs.removedAt)))
    .orderBy(runs.createdAt, runs.id)
    .all();
  return rows.map(({ id }) => id);
}

function countStates(
  { stores: { db } }: RunStarter,
  asked: ReturnType<typeof askedFor>,
): Partial<Record<RunState, number>> {
  const rows = db
    .select({ state: runs.state, count: count() })
    .from(runs)
    .innerJoin(graphs, eq(graphs.id, runs.graph))
    .where(asked)
    .groupBy(runs.state)
    .all();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
}

function progressOf(
  { stores: { db } }: RunStarter,
  labeling: Labeling,
  run: RunRow,
): Pick<QueuedRun, 'nodes' | 'now'> {
  const attempts = lastAttempts(db, run.id);
  const done = attempts.filter(({ state }) => state === 'succeeded').length;
  const labels = new Map(run.snapshot.nodes.map(({ id, label }) => [id, label]));
  const now = attempts
    .filter(({ state }) => shownStates.has(state))
    .slice(0, MOST_SHOWN)
    .map(({ node, kind, state, fraction, secondsLeft }) => ({
      ...{ node, kind, state, fraction, label: labels.get(node) },
      secondsLeft: secondsLeft ?? undefined,
      labeling: labeling.quorum({ run: run.id, node }),
    }));
  return { nodes: { done, total: attempts.length }, now };
}
