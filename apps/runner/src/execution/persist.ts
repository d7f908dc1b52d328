import { finalRunStates, type NodeState } from '@heed/schema';
import { and, eq } from 'drizzle-orm';
import type { ArtifactStore } from '../artifacts/store.ts';
import { type Database, transact } from '../db/open.ts';
import { attempts, cache, runs } from '../db/tables.ts';
import type { EventLog } from '../events/log.ts';
import { type Effect, finalNodeStates } from './core/state.ts';

export interface Stores {
  db: Database;
  log: EventLog;
  artifacts: ArtifactStore;
}

type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>;

/** Writes the changes of one step, with their events, in one transaction; then wakes those who follow. */
export function persist(stores: Stores, effects: readonly Effect[], now: number): void {
  if (!effects.some(({ type }) => ['move', 'move-run', 'forgive'].includes(type))) return;
  const touched = new Set<string>();
  transact(stores.db, () => {
    for (const effect of effects) {
      if (effect.type === 'move') touched.add(moveNode(stores, effect, now));
      if (effect.type === 'retry') touched.add(addRetry(stores, effect, now));
      if (effect.type === 'forgive') forgive(stores.db, effect);
      if (effect.type === 'move-run') touched.add(moveRun(stores, effect, now));
    }
  });
  for (const run of touched) stores.log.wake(run);
}

function moveNode(stores: Stores, effect: EffectOf<'move'>, now: number): string {
  const { place, attempt, to, details } = effect;
  compareAndSet(stores.db, effect, now);
  for (const artifact of details.artifacts ?? []) stores.artifacts.add(artifact, now);
  for (const [port, artifact] of Object.entries(details.outputs ?? {})) {
    stores.log.append(place.run, now, { type: 'output', node: place.node, port, artifact });
  }
  const { cache: decision, error } = details;
  const payload = {
    type: 'node-state',
    node: place.node,
    state: to,
    attempt,
    cache: decision,
    error,
  } as const;
  stores.log.append(place.run, now, payload);
  if (to === 'succeeded' && details.artifacts) remember(stores.db, effect, now);
  return place.run;
}

/** Changes the attempt's row only if it still has the state and the fence that the scheduler believes in. */
function compareAndSet(db: Database, effect: EffectOf<'move'>, now: number): void {
  const { place, attempt, from, to, fence, details } = effect;
  const changed = db
    .update(attempts)
    .set({
      ...{ state: to, fence, cache: details.cache, error: details.error ?? null },
      ...{ outputs: details.outputs, results: details.results },
      ...{ cacheKey: details.work?.key, ingredients: details.work?.ingredients },
      ...timesOf(from, to, now),
    })
    .where(
      and(
        ...[eq(attempts.run, place.run), eq(attempts.node, place.node), eq(attempts.n, attempt)],
        ...[eq(attempts.state, from), eq(attempts.fence, place.fence)],
      ),
    )
    .run().changes;
  if (changed === 1) return;
  throw new Error(`Node "${place.node}" of run ${place.run} is not ${from} under fence ${place.fence}.`);
}

function timesOf(from: NodeState, to: NodeState, now: number) {
  if (to === 'starting') return { startedAt: now, finishedAt: null, fraction: 0 };
  if (to === 'succeeded' && from === 'leased') return { startedAt: now, finishedAt: now, fraction: 1 };
  if (to === 'succeeded') return { finishedAt: now, fraction: 1, secondsLeft: null };
  if (finalNodeStates.has(to)) return { finishedAt: now, secondsLeft: null };
  return to === 'queued' || to === 'waiting_human' ? { pid: null, pidStart: null, secondsLeft: null } : {};
}

/** Only successes are remembered. */
function remember(db: Database, { place, attempt, details }: EffectOf<'move'>, now: number): void {
  const at = and(eq(attempts.run, place.run), eq(attempts.node, place.node), eq(attempts.n, attempt));
  const key = db.select({ key: attempts.cacheKey }).from(attempts).where(at).get()?.key;
  if (!key) return;
  const entry = { outputs: details.outputs ?? {}, results: details.results ?? {}, createdAt: now };
  db.insert(cache)
    .values({ key, run: place.run, node: place.node, ...entry })
    .onConflictDoUpdate({ target: cache.key, set: { run: place.run, node: place.node, ...entry } })
    .run();
}

function addRetry({ db, log }: Stores, effect: EffectOf<'retry'>, now: number): string {
  const { run, node, attempt, fence, losses } = effect;
  const at = and(eq(attempts.run, run), eq(attempts.node, node), eq(attempts.n, attempt - 1));
  const before = db.select().from(attempts).where(at).get();
  if (!before) throw new Error(`Node "${node}" of run ${run} has no attempt ${attempt - 1}.`);
  const { position, kind } = before;
  const state = 'queued' as const;
  db.insert(attempts)
    .values({ run, node, n: attempt, position, kind, state, fence, losses, fraction: 0 })
    .run();
  log.append(run, now, { type: 'node-state', node, state, attempt });
  return run;
}

function forgive(db: Database, { place: { run, node, fence } }: EffectOf<'forgive'>): void {
  const at = and(eq(attempts.run, run), eq(attempts.node, node), eq(attempts.fence, fence));
  db.update(attempts).set({ losses: 0 }).where(at).run();
}

function moveRun({ db, log }: Stores, { run, from, to, error }: EffectOf<'move-run'>, now: number): string {
  const times = {
    startedAt: from === 'queued' ? now : undefined,
    finishedAt: finalRunStates.has(to) ? now : undefined,
  };
  const changed = db
    .update(runs)
    .set({ state: to, error: error ?? null, ...times })
    .where(and(eq(runs.id, run), eq(runs.state, from)))
    .run().changes;
  if (changed !== 1) throw new Error(`Run ${run} is not ${from}.`);
  log.append(run, now, { type: 'run-state', state: to, error });
  return run;
}
