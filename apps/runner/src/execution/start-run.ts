import { applySettings, type Graph, GraphError, type PlanStep, parseGraph, plan } from '@heed/schema';
import { eq } from 'drizzle-orm';
import type { RunStart } from '../api/inputs.ts';
import { digestOf } from '../canonical.ts';
import { transact } from '../db/open.ts';
import { attempts, runs } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import { checkMemory } from '../graphs/memory.ts';
import { type GraphStore, newId } from '../graphs/store.ts';
import type { Executor } from './executor.ts';
import type { Kinds } from './kinds.ts';
import { needsOf } from './parts.ts';
import type { Stores } from './persist.ts';

export interface RunStarter {
  stores: Stores;
  graphs: GraphStore;
  kinds: Kinds;
  executor: Executor;
}

/** What is to run, with the folder that its relative paths start from. */
interface Wanted {
  graph: string;
  snapshot: Graph;
  folder: string | null;
}

/**
 * Stores a run and queues its nodes. The same key with the same request gives the same run; with another
 * request it throws CONFLICT. Throws a `GraphError` for a graph that cannot run. `folder` comes from the
 * command line, which knows where the graph's file lies.
 */
export function startRun(starter: RunStarter, start: RunStart, folder: string | null = null): { id: string } {
  const { idempotencyKey, ...body } = start;
  const request = digestOf(body);
  const { db } = starter.stores;
  const before = db.select().from(runs).where(eq(runs.idempotencyKey, idempotencyKey)).get();
  if (before?.request === request) return { id: before.id };
  if (before) throw otherRequest();
  const id = newId();
  transact(db, () => {
    const wanted = resolveWanted(starter, start, folder);
    const snapshot = parseGraph(
      applySettings(wanted.snapshot, start.settings ?? [], starter.kinds.catalogue),
    );
    const { steps, problems } = plan(snapshot, starter.kinds.catalogue);
    if (problems.length) throw new GraphError(problems);
    const memory = checkMemory(steps, starter.kinds.catalogue);
    if (memory.problems.length) throw new GraphError(memory.problems);
    const fresh = start.fresh ?? false;
    insertRun(starter.stores, { id, ...wanted, snapshot, fresh, idempotencyKey, request }, steps);
    for (const { node, message } of memory.warnings)
      starter.stores.log.append(id, Date.now(), { type: 'log', node, level: 'warn', text: message.en });
  });
  submit(starter, id);
  return { id };
}

function resolveWanted({ graphs }: RunStarter, start: RunStart, folder: string | null): Wanted {
  if (start.graphId) {
    const saved = graphs.get(start.graphId);
    return { graph: saved.id, snapshot: start.graph ?? saved.graph, folder: saved.folder };
  }
  if (start.graph) {
    const { graph } = start;
    return { graph: graphs.storeByName(graph, folder), snapshot: graph, folder };
  }
  throw new UserError('BAD_REQUEST', {
    en: 'Say which graph to run: the id of a saved graph, or the graph itself.',
    zh: '请指定要运行的图：已保存图的 id，或图本身。',
  });
}

type NewRun = Wanted & { id: string; fresh: boolean; idempotencyKey: string; request: string };

function insertRun({ db, log }: Stores, run: NewRun, steps: readonly PlanStep[]): void {
  const [now, state] = [Date.now(), 'queued' as const];
  db.insert(runs)
    .values({ ...run, state, createdAt: now })
    .run();
  log.append(run.id, now, { type: 'run-state', state });
  for (const [position, { node, kind }] of steps.entries()) {
    const counters = { n: 1, fence: 0, losses: 0, fraction: 0 };
    db.insert(attempts)
      .values({ run: run.id, node, position, kind, state, ...counters })
      .run();
    log.append(run.id, now, { type: 'node-state', node, state, attempt: 1 });
  }
}

function submit({ executor, stores, kinds }: RunStarter, id: string): void {
  const run = stores.db.select().from(runs).where(eq(runs.id, id)).get();
  if (!run) return;
  const needs = needsOf(run.snapshot);
  const { steps } = plan(run.snapshot, kinds.catalogue);
  const nodes = steps.map(({ node }) => ({ node, needs: needs.get(node) ?? [] }));
  executor.dispatch({ type: 'submit', run: id, nodes });
}

function otherRequest(): UserError {
  return new UserError('CONFLICT', {
    en: 'This idempotency key belongs to a run with other contents; use a new key.',
    zh: '此幂等键属于内容不同的另一次运行；请使用新的键。',
  });
}
