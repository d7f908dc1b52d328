import { finalRunStates, type NodeState } from '@heed/schema';
import { and, eq, sql } from 'drizzle-orm';
import type { ArtifactStore } from '../artifacts/store.ts';
import type { Database } from '../db/open.ts';
import { preparedOnce } from '../db/prepared.ts';
import { attempts, runs } from '../db/tables.ts';
import type { EventLog } from '../events/log.ts';
import { failpoint } from '../failpoints.ts';
import { finalNodeStates } from './core/node-record.ts';
import type { Effect } from './core/state.ts';

export interface Stores {
  db: Database;
  log: EventLog;
  artifacts: ArtifactStore;
}

type EffectOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>;

/** Writes the changes of one event, with their events; belongs in a transaction. Gives the runs that followers wait for. */
export function persist(stores: Stores, effects: readonly Effect[], now: number): string[] {
  const touched = effects.map((effect) => {
    if (effect.type === 'move') return moveNode(stores, effect, now);
    if (effect.type === 'retry') return addRetry(stores, effect, now);
    if (effect.type === 'move-run') return moveRun(stores, effect, now);
    if (effect.type === 'forgive') forgive(stores.db, effect);
    return undefined;
  });
  return touched.filter((run) => run !== undefined);
}

function moveNode(stores: Stores, effect: EffectOf<'move'>, now: number): string {
  const { place, attempt, to, details } = effect;
  compareAndSet(stores.db, effect, now);
  failpoint('row.changed');
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
  const change: Change = {
    ...{ state: to, fence, cache: asJson(details.cache), error: asJson(details.error) ?? null },
    ...{ outputs: asJson(details.outputs), results: asJson(details.results) },
    ...{ cache_key: details.work?.key, ingredients: asJson(details.work?.ingredients) },
    ...{ pid: details.process?.pid, pid_start: details.process?.start },
    ...timesOf(from, to, now),
  };
  const columns = Object.keys(change).filter((column) => change[column] !== undefined);
  const values = columns.map((column) => change[column]);
  const at = [place.run, place.node, attempt, from, place.fence];
  if (updateOf(db, columns).run(...values, ...at).changes === 1) return;
  throw new Error(`Node "${place.node}" of run ${place.run} is not ${from} under fence ${place.fence}.`);
}

type Change = Record<string, string | number | null | undefined>;

function asJson(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** Prepared once for each set of columns: a large graph changes its rows thousands of times. */
const updates = new WeakMap<Database, Map<string, ReturnType<Database['$client']['prepare']>>>();

function updateOf(db: Database, columns: readonly string[]) {
  const known = updates.get(db) ?? new Map();
  updates.set(db, known);
  const set = columns.map((column) => `${column} = ?`).join(', ');
  const statement =
    known.get(set) ??
    db.$client.prepare(
      `UPDATE attempts SET ${set} WHERE run = ? AND node = ? AND n = ? AND state = ? AND fence = ?`,
    );
  known.set(set, statement);
  return statement;
}

function timesOf(from: NodeState, to: NodeState, now: number): Change {
  if (to === 'starting') return { started_at: now, finished_at: null, fraction: 0 };
  if (to === 'succeeded' && from !== 'publishing') return { started_at: now, finished_at: now, fraction: 1 };
  if (to === 'succeeded') return { finished_at: now, fraction: 1, seconds_left: null };
  if (finalNodeStates.has(to)) return { finished_at: now, seconds_left: null };
  return to === 'queued' || to === 'waiting_human' ? { pid: null, pid_start: null, seconds_left: null } : {};
}

/** Only successes are remembered. */
function remember(db: Database, { place, attempt, details }: EffectOf<'move'>, now: number): void {
  const { run, node } = place;
  const outputs = JSON.stringify(details.outputs ?? {});
  const results = JSON.stringify(details.results ?? {});
  rememberWork(db).run({ run, node, n: attempt, outputs, results, now });
}

const rememberWork = preparedOnce(({ $client }) =>
  $client.prepare(`
    INSERT INTO cache (key, run, node, outputs, results, created_at)
    SELECT cache_key, run, node, @outputs, @results, @now FROM attempts
    WHERE run = @run AND node = @node AND n = @n AND cache_key IS NOT NULL
    ON CONFLICT (key) DO UPDATE SET run = excluded.run, node = excluded.node, outputs = excluded.outputs,
      results = excluded.results, created_at = excluded.created_at`),
);

function addRetry({ db, log }: Stores, effect: EffectOf<'retry'>, now: number): string {
  const { run, node, attempt, fence, losses, stops } = effect;
  const at = and(eq(attempts.run, run), eq(attempts.node, node), eq(attempts.n, attempt - 1));
  const before = db.select().from(attempts).where(at).get();
  if (!before) throw new Error(`Node "${node}" of run ${run} has no attempt ${attempt - 1}.`);
  const { position, kind } = before;
  const state = 'queued' as const;
  db.insert(attempts)
    .values({ run, node, n: attempt, position, kind, state, fence, losses, stops, fraction: 0 })
    .run();
  log.append(run, now, { type: 'node-state', node, state, attempt });
  return run;
}

function forgive(db: Database, { place: { run, node, fence } }: EffectOf<'forgive'>): void {
  const at = and(eq(attempts.run, run), eq(attempts.node, node), eq(attempts.fence, fence));
  db.update(attempts).set({ losses: 0, stops: 0 }).where(at).run();
}

function moveRun({ db, log }: Stores, effect: EffectOf<'move-run'>, now: number): string {
  const { run, from, to, error, pause } = effect;
  const times = {
    startedAt: to === 'running' ? sql`coalesce(${runs.startedAt}, ${now})` : undefined,
    finishedAt: finalRunStates.has(to) ? now : undefined,
  };
  const changed = db
    .update(runs)
    .set({ state: to, error: error ?? null, pause: pause ?? null, ...times })
    .where(and(eq(runs.id, run), eq(runs.state, from)))
    .run().changes;
  if (changed !== 1) throw new Error(`Run ${run} is not ${from}.`);
  log.append(run, now, { type: 'run-state', state: to, error });
  return run;
}
