import { finalRunStates, type Graph } from '@heed/schema';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { runs } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import { lastAttempts, type RunRow } from './attempts.ts';

/**
 * The last run of a graph with the nodes to go on from: those that did not succeed in it, and those that the graph
 * has got since. Throws a `UserError` where there is no failure.
 */
export function lastFailure(
  db: Database,
  graph: string,
  snapshot: Graph,
): { run: string; nodes: readonly string[] } {
  const here = and(eq(runs.graph, graph), isNull(runs.removedAt));
  const last = db.select().from(runs).where(here).orderBy(desc(runs.createdAt)).limit(1).get();
  if (!last) throw refusal('NOT_FOUND', 'This graph has not run yet', '此图尚未运行过');
  if (!finalRunStates.has(last.state) && last.state !== 'interrupted') throw underWay(last);
  const states = new Map(lastAttempts(db, last.id).map(({ node, state }) => [node, state]));
  const before = new Set(last.snapshot.nodes.map(({ id }) => id));
  const nodes = snapshot.nodes
    .map(({ id }) => id)
    .filter((id) => (states.has(id) ? states.get(id) !== 'succeeded' : !before.has(id)));
  if (nodes.length) return { run: last.id, nodes };
  throw refusal(
    'BAD_REQUEST',
    `The last run ${last.id} has no failed node`,
    `上次运行 ${last.id} 没有失败的节点`,
  );
}

function refusal(code: 'NOT_FOUND' | 'BAD_REQUEST', en: string, zh: string): UserError {
  return new UserError(code, {
    en: `${en}, so there is no failure to go on from; run all of it instead.`,
    zh: `${zh}，因此没有可继续的失败；请运行整个图。`,
  });
}

function underWay({ id, state }: RunRow): UserError {
  return new UserError('CONFLICT', {
    en: `The last run ${id} of this graph is not over (${state}); wait for its end or cancel it first.`,
    zh: `此图的上次运行 ${id} 尚未结束（${state}）；请等待其结束或先取消。`,
  });
}
