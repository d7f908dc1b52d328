import { finalRunStates } from '@heed/schema';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { REMOVED_KEPT_MS } from '../graphs/store.ts';

/** What a collection may take: runs to delete first, by id. */
export type Leaving = readonly string[];

/** Graphs that people can see or bring back. */
const wantedGraph = () =>
  sql`(graphs.removed_at IS NULL OR graphs.removed_at > ${Date.now() - REMOVED_KEPT_MS})`;

/** Runs that people can see, without those that are about to be deleted. */
function visible(leaving: Leaving): SQL {
  const ids = JSON.stringify(leaving);
  return sql`runs.removed_at IS NULL AND runs.id NOT IN (SELECT value FROM json_each(${ids}))`;
}

/**
 * Ids of the artifacts that something refers to: an attempt of a run, a pin of a graph that is not gone for good, or a pin that a run started
 * with. The cache does not count: what only it knows may go.
 */
function referenced(leaving: Leaving): SQL {
  return sql`
    SELECT output.value FROM attempts JOIN runs ON runs.id = attempts.run, json_each(attempts.outputs) AS output
      WHERE attempts.outputs IS NOT NULL AND ${visible(leaving)}
    UNION SELECT output.value
      FROM pins JOIN graphs ON graphs.id = pins.graph, json_each(pins.outputs) AS output
      WHERE ${wantedGraph()}
    UNION SELECT output.value
      FROM runs, json_each(runs.part, '$.pins') AS pin, json_each(pin.value, '$.outputs') AS output
      WHERE runs.part IS NOT NULL AND ${visible(leaving)}`;
}

export interface StoredArtifact {
  id: string;
  bytes: number;
}

/** Artifacts that nothing refers to, oldest first. */
export function unreferenced(db: Database, leaving: Leaving = []): StoredArtifact[] {
  return db.all<StoredArtifact>(
    sql`SELECT id, bytes FROM artifacts WHERE id NOT IN (${referenced(leaving)}) ORDER BY created_at`,
  );
}

/** A node that is about to read the cache or to publish may make an artifact wanted again. */
export function isAboutToRefer(db: Database): boolean {
  const found = sql`SELECT 1 FROM attempts WHERE state IN ('leased', 'publishing') LIMIT 1`;
  return db.all(found).length > 0;
}

/** Runs that may be deleted: those that are over, beyond the newest of each graph or ended before a time. */
export function runsToLeave(db: Database, { keepLast, endedBefore }: LeaveRule): string[] {
  if (keepLast === undefined && endedBefore === undefined) return [];
  const final = JSON.stringify([...finalRunStates]);
  const rows = db.all<{ id: string }>(sql`
    WITH ranked AS (
      SELECT id, finished_at, row_number() OVER (PARTITION BY graph ORDER BY created_at DESC, id) AS place
      FROM runs WHERE removed_at IS NULL AND state IN (SELECT value FROM json_each(${final}))
    )
    SELECT id FROM ranked
    WHERE place > ${keepLast ?? 0} AND finished_at < ${endedBefore ?? Number.MAX_SAFE_INTEGER}`);
  return rows.map(({ id }) => id);
}

export interface LeaveRule {
  /** Runs of each graph to keep, of those that are over. */
  keepLast?: number;
  /** Milliseconds since 1970. */
  endedBefore?: number;
}

/** Digests of the uploads that a version of a graph that is not gone for good or a run names. */
export function referencedUploads(db: Database, leaving: Leaving = []): Set<string> {
  const bodies = db.all<{ body: string }>(sql`
    SELECT body FROM graph_versions JOIN graphs ON graphs.id = graph_versions.graph
      WHERE ${wantedGraph()} AND body LIKE '%upload:%'
    UNION ALL SELECT snapshot FROM runs WHERE snapshot LIKE '%upload:%' AND ${visible(leaving)}`);
  const found = bodies.flatMap(({ body }) => [...body.matchAll(/upload:([0-9a-f]{64})/g)]);
  return new Set(found.map(([, digest]) => digest as string));
}
