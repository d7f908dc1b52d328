import { finalRunStates } from '@heed/schema';
import { and, asc, eq } from 'drizzle-orm';
import type { NodeRunView, RunView } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { attempts } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import type { RunRow } from './attempts.ts';
import type { RunStarter } from './start-run.ts';

/** Starts no more nodes of a run; those under way save and stop. Throws CONFLICT for a run that is over. */
export function pauseRun({ executor }: RunStarter, { id, state }: RunRow): void {
  if (!finalRunStates.has(state) && state !== 'cancelling') {
    executor.dispatch({ type: 'pause', run: id, reason: 'person' });
    return;
  }
  throw new UserError('CONFLICT', {
    en: `Run ${id} is ${state} and cannot be paused; only a run that is not over can.`,
    zh: `运行 ${id} 的状态为 ${state}，不能暂停；只有未结束的运行才能暂停。`,
  });
}

/** Lets a paused run go on, here or, where this process does not go on with runs, in the next one that serves. */
export function resumeRun({ executor, goesOn }: RunStarter, { id }: RunRow): void {
  executor.dispatch({ type: 'resume', run: id, later: !goesOn });
}

/** How a run stands while nothing can be written of it. */
export function stalledState({ executor: { stalled } }: RunStarter, { state }: RunRow): Partial<RunView> {
  return stalled && !finalRunStates.has(state) ? { state: 'paused', pause: 'disk-full', error: stalled } : {};
}

/** Why the earlier attempts of each node were lost. */
export function lostAttempts(db: Database, run: string): Map<string, NodeRunView['lost']> {
  const rows = db
    .select()
    .from(attempts)
    .where(and(eq(attempts.run, run), eq(attempts.state, 'lost')))
    .orderBy(asc(attempts.n))
    .all()
    .flatMap(({ node, n, error, finishedAt }) =>
      error ? [{ node, lost: { attempt: n, error, at: finishedAt ?? undefined } }] : [],
    );
  const byNode = Map.groupBy(rows, ({ node }) => node);
  return new Map([...byNode].map(([node, some]) => [node, some.map(({ lost }) => lost)]));
}
