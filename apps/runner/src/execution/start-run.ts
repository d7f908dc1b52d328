import { applySettings, type Graph, GraphError, type PlanStep, parseGraph, plan } from '@heed/schema';
import { eq } from 'drizzle-orm';
import type { RunStart } from '../api/inputs.ts';
import { digestOf } from '../canonical.ts';
import { transact } from '../db/open.ts';
import { preparedOnce } from '../db/prepared.ts';
import { runs } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import { checkMemory } from '../graphs/memory.ts';
import type { PinStore } from '../graphs/pins.ts';
import { type GraphStore, newId } from '../graphs/store.ts';
import type { Executor } from './executor.ts';
import type { Kinds } from './kinds.ts';
import { lastFailure } from './last-failure.ts';
import { activeNeedsOf, chooseActivePart, graphOfPart, type RunPart } from './parts.ts';
import type { Stores } from './persist.ts';
import { slotOf } from './slots.ts';

export interface RunStarter {
  stores: Stores;
  graphs: GraphStore;
  pins: PinStore;
  kinds: Kinds;
  executor: Executor;
  /** Does this process go on with runs that rest, or does it only mark that they may? */
  goesOn: boolean;
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
  const nodes = transact(db, () => {
    const wanted = resolveWanted(starter, start, folder);
    const snapshot = parseGraph(
      applySettings(wanted.snapshot, start.settings ?? [], starter.kinds.catalogue),
    );
    const part = resolvePart(starter, start, wanted.graph, snapshot);
    const { steps, warnings } = planPart(starter.kinds, snapshot, part);
    const fresh = start.fresh ?? false;
    insertRun(starter.stores, { id, ...wanted, snapshot, fresh, part, idempotencyKey, request }, steps);
    for (const { node, message } of warnings)
      starter.stores.log.append(id, Date.now(), { type: 'log', node, level: 'warn', text: message });
    const needs = activeNeedsOf(snapshot, starter.kinds.catalogue, part?.pins);
    const slot = (step: PlanStep) =>
      slotOf(step, starter.kinds.catalogue.get(step.kind), starter.executor.slots);
    return steps.map((step) => ({ node: step.node, needs: needs.get(step.node) ?? [], slot: slot(step) }));
  });
  starter.executor.dispatch({ type: 'submit', run: id, nodes });
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

/** What of the graph runs; undefined for all of it with nothing pinned. */
function resolvePart(
  { stores, pins, kinds }: RunStarter,
  { to, from, fromFailure }: RunStart,
  graph: string,
  snapshot: Graph,
): RunPart | undefined {
  if (from !== undefined && fromFailure) throw twoStarts();
  const pinned = pins.of(graph, snapshot);
  const isWhole = to === undefined && from === undefined && !fromFailure;
  if (isWhole && Object.keys(pinned).length === 0) return undefined;
  const failed = fromFailure ? lastFailure(stores.db, graph, snapshot) : undefined;
  return chooseActivePart(snapshot, kinds.catalogue, { to, from, failed }, pinned);
}

/** The planned nodes of a part. Throws a `GraphError` for what is wrong with them or with what leads to them. */
function planPart({ catalogue }: Kinds, snapshot: Graph, part: RunPart | undefined) {
  const planned = plan(part ? graphOfPart(snapshot, part.nodes) : snapshot, catalogue);
  if (planned.problems.length) throw new GraphError(planned.problems);
  const inPart = new Set(part?.nodes ?? planned.steps.map(({ node }) => node));
  const steps = planned.steps.filter(({ node }) => inPart.has(node));
  const working = steps.filter(({ node }) => !Object.hasOwn(part?.pins ?? {}, node));
  const { problems, warnings } = checkMemory(working, catalogue);
  if (problems.length) throw new GraphError(problems);
  return { steps, warnings };
}

type NewRun = Wanted & {
  id: string;
  fresh: boolean;
  part: RunPart | undefined;
  idempotencyKey: string;
  request: string;
};

const firstAttempt = preparedOnce(({ $client }) =>
  $client.prepare(`
    INSERT INTO attempts (run, node, n, position, kind, state, fence, losses, fraction)
    VALUES (@run, @node, 1, @position, @kind, 'queued', 0, 0, 0)`),
);

function insertRun({ db, log }: Stores, run: NewRun, steps: readonly PlanStep[]): void {
  const [now, state] = [Date.now(), 'queued' as const];
  db.insert(runs)
    .values({ ...run, state, createdAt: now })
    .run();
  log.append(run.id, now, { type: 'run-state', state });
  for (const [position, { node, kind }] of steps.entries()) {
    firstAttempt(db).run({ run: run.id, node, position, kind });
    log.append(run.id, now, { type: 'node-state', node, state, attempt: 1 });
  }
}

function otherRequest(): UserError {
  return new UserError('CONFLICT', {
    en: 'This idempotency key belongs to a run with other contents; use a new key.',
    zh: '此幂等键属于内容不同的另一次运行；请使用新的键。',
  });
}

function twoStarts(): UserError {
  return new UserError('BAD_REQUEST', {
    en: 'A run starts either from a node or from the last failure; leave one of them out.',
    zh: '运行只能从某个节点或从上次失败处开始；请去掉其中一项。',
  });
}
