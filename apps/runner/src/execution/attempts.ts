import { GRAPH_VERSION, type Graph, upgradeFormat } from '@heed/schema';
import { and, asc, desc, eq, isNotNull, ne, placeholder, sql } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { preparedOnce } from '../db/prepared.ts';
import { attempts, cache, runs } from '../db/tables.ts';

export type AttemptRow = typeof attempts.$inferSelect;
export type RunRow = typeof runs.$inferSelect;

/** The last attempt of each node of a run, in the order of the plan. */
export function lastAttempts(db: Database, run: string): AttemptRow[] {
  const rows = db
    .select()
    .from(attempts)
    .where(eq(attempts.run, run))
    .orderBy(asc(attempts.position), asc(attempts.n))
    .all();
  return [...new Map(rows.map((row) => [row.node, row])).values()];
}

const ofNode = and(eq(attempts.run, placeholder('run')), eq(attempts.node, placeholder('node')));

const lastOfNode = preparedOnce((db) =>
  db.select().from(attempts).where(ofNode).orderBy(desc(attempts.n)).limit(1).prepare(),
);
const stateOfNode = preparedOnce((db) =>
  db.$client
    .prepare<[string, string], AttemptRow['state']>(
      'SELECT state FROM attempts WHERE run = ? AND node = ? ORDER BY n DESC LIMIT 1',
    )
    .pluck(),
);
const outputsOfNode = preparedOnce((db) =>
  db
    .select({ outputs: attempts.outputs })
    .from(attempts)
    .where(ofNode)
    .orderBy(desc(attempts.n))
    .limit(1)
    .prepare(),
);
const runById = preparedOnce((db) =>
  db
    .select()
    .from(runs)
    .where(eq(runs.id, placeholder('id')))
    .prepare(),
);
const cachedByKey = preparedOnce((db) =>
  db
    .select()
    .from(cache)
    .where(eq(cache.key, placeholder('key')))
    .prepare(),
);

/** The last attempt of one node. */
export function lastAttempt(db: Database, run: string, node: string): AttemptRow | undefined {
  return lastOfNode(db).get({ run, node });
}

/** The state of the last attempt of one node. */
export function lastState(db: Database, run: string, node: string): AttemptRow['state'] | undefined {
  return stateOfNode(db).get(run, node);
}

/** What a node put out, by port. */
export function outputsOf(db: Database, run: string, node: string): Record<string, string> | undefined {
  return outputsOfNode(db).get({ run, node })?.outputs ?? undefined;
}

/** A run, its graph brought up to today's format. */
export function findRun(db: Database, id: string): RunRow | undefined {
  const run = runById(db).get({ id });
  return run && { ...run, snapshot: upgradeFormat(run.snapshot, GRAPH_VERSION) as Graph };
}

/** The last run of a node of the same graph before a run, as far as it came to know what it would follow from. */
export function earlierRun(db: Database, { id, graph }: Pick<RunRow, 'id' | 'graph'>, node: string) {
  const { run, state, ingredients } = attempts;
  return db
    .select({ run, state, ingredients })
    .from(attempts)
    .innerJoin(runs, eq(runs.id, attempts.run))
    .where(and(eq(runs.graph, graph), eq(attempts.node, node), ne(attempts.run, id), isNotNull(ingredients)))
    .orderBy(desc(runs.createdAt), desc(attempts.n))
    .limit(1)
    .get();
}

/** The seed of a run's graph, without reading the rest of it. */
export function seedOfRun(db: Database, id: string): number {
  const seed = sql<number>`json_extract(${runs.snapshot}, '$.seed')`;
  return db.select({ seed }).from(runs).where(eq(runs.id, id)).get()?.seed ?? 0;
}

export function findCached(db: Database, key: string) {
  return cachedByKey(db).get({ key });
}
