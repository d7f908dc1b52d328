import { finalRunStates, type RunState } from '@heed/schema';
import { asc, notInArray } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { runs } from '../db/tables.ts';
import type { Labeling } from '../labeling/labeling.ts';
import { type AttemptRow, lastAttempts, type RunRow } from './attempts.ts';
import { failureOf } from './core/draft.ts';
import { activeStates, type NodeRecord, type RunRecord } from './core/state.ts';
import type { Executor } from './executor.ts';
import { needsOf } from './parts.ts';
import { killLeftover } from './processes.ts';

function toRecord(row: AttemptRow, needs: readonly string[]): NodeRecord {
  const { state, n: attempt, fence, losses } = row;
  return { state, attempt, fence, losses, needs, heardAt: 0 };
}

function readRun(db: Database, run: RunRow): { run: string; record: RunRecord } {
  const rows = lastAttempts(db, run.id);
  const needs = needsOf(run.snapshot, run.part?.pins);
  const nodes = new Map(rows.map((row) => [row.node, toRecord(row, needs.get(row.node) ?? [])]));
  const failed = rows.find(({ state, error }) => state === 'failed' && error);
  const error = failed?.error ? failureOf(failed.node, failed.error) : undefined;
  return { run: run.id, record: { state: run.state, error, nodes } };
}

/** The runs that an earlier runner left unfinished, oldest first. */
function readUnfinished(db: Database): { run: string; record: RunRecord }[] {
  const unfinished = notInArray(runs.state, [...finalRunStates] as RunState[]);
  const rows = db.select().from(runs).where(unfinished).orderBy(asc(runs.createdAt)).all();
  return rows.map((run) => readRun(db, run));
}

/**
 * Takes over what an earlier runner left: ends its node processes, then goes on with its runs, or only marks
 * them as interrupted where `resume` is false.
 */
export function restoreRuns(db: Database, executor: Executor, labeling: Labeling, resume: boolean): void {
  const unfinished = readUnfinished(db);
  for (const { run } of unfinished) killLeftovers(db, run);
  executor.dispatch({ type: 'restore', runs: unfinished, resume });
  if (!resume) return;
  for (const { run, node } of labeling.waiting()) {
    if (labeling.isComplete({ run, node })) executor.dispatch({ type: 'answered', run, node });
  }
}

/** Ends node processes that outlived their runner, so that none works beside the next attempt. */
function killLeftovers(db: Database, run: string): void {
  for (const { state, pid, pidStart } of lastAttempts(db, run)) {
    if (activeStates.has(state) && pid && pidStart) killLeftover(pid, pidStart);
  }
}
