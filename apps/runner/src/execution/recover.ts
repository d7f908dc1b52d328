import { finalRunStates, type RunState } from '@heed/schema';
import { asc, notInArray } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { runs } from '../db/tables.ts';
import { failpoint } from '../failpoints.ts';
import type { Labeling } from '../labeling/labeling.ts';
import { type AttemptRow, lastAttempts, type RunRow } from './attempts.ts';
import { failureOf } from './core/draft.ts';
import type { NodeRecord, SlotKind } from './core/node-record.ts';
import type { RunRecord } from './core/state.ts';
import type { Executor } from './executor.ts';
import type { Kinds } from './kinds.ts';
import { activeNeedsOf } from './parts.ts';
import type { RunPlans } from './plans.ts';
import { slotOf } from './slots.ts';
import { WorkerRegister } from './worker-register.ts';

export interface Recovery {
  db: Database;
  executor: Executor;
  labeling: Labeling;
  plans: RunPlans;
  kinds: Kinds;
}

function toRecord(row: AttemptRow, needs: readonly string[], slot: SlotKind): NodeRecord {
  const { state, n: attempt, fence, losses, stops } = row;
  return { state, attempt, fence, losses, stops, needs, slot, heardAt: 0 };
}

function readRun({ db, executor, plans, kinds }: Recovery, run: RunRow): { run: string; record: RunRecord } {
  const rows = lastAttempts(db, run.id);
  const needs = activeNeedsOf(run.snapshot, kinds.catalogue, run.part?.pins);
  const slot = ({ node, kind }: AttemptRow) => {
    const step = plans.stepOf(run, node);
    return step ? slotOf(step, kinds.catalogue.get(kind), executor.slots) : 'cpu';
  };
  const nodes = new Map(rows.map((row) => [row.node, toRecord(row, needs.get(row.node) ?? [], slot(row))]));
  const failed = rows.find(({ state, error }) => state === 'failed' && error);
  const error = failed?.error ? failureOf(failed.node, failed.error) : undefined;
  return { run: run.id, record: { state: run.state, pause: run.pause ?? undefined, error, nodes } };
}

/** The runs that an earlier runner left unfinished, oldest first. */
function readUnfinished(recovery: Recovery): { run: string; record: RunRecord }[] {
  const unfinished = notInArray(runs.state, [...finalRunStates] as RunState[]);
  const rows = recovery.db.select().from(runs).where(unfinished).orderBy(asc(runs.createdAt)).all();
  return rows.map((run) => readRun(recovery, run));
}

/**
 * Takes over what an earlier runner left: ends its node processes, then goes on with its runs, or only marks
 * them as interrupted where `resume` is false.
 */
export function restoreRuns(recovery: Recovery, resume: boolean): void {
  const { db, executor, labeling } = recovery;
  failpoint('restore.begins');
  new WorkerRegister(db).endLeftovers();
  executor.dispatch({ type: 'restore', runs: readUnfinished(recovery), resume });
  if (!resume) return;
  labeling.catchUp();
  for (const { run, node } of labeling.waiting()) {
    if (labeling.isComplete({ run, node })) executor.dispatch({ type: 'answered', run, node });
  }
}
