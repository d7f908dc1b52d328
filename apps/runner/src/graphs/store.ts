import { randomBytes } from 'node:crypto';
import { applyChanges, ChangesMisfit, type Graph, parseGraph } from '@heed/schema';
import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import type { GraphChange, GraphSave } from '../api/inputs.ts';
import type { GraphSummary, RemovedGraph, SavedGraph } from '../api/views.ts';
import { canonicalJson } from '../canonical.ts';
import { type Database, transact } from '../db/open.ts';
import { attempts, graphs, graphVersions, runs } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import { GraphConflict, type GraphVersion } from './conflict.ts';

/** A short opaque id. */
export function newId(): string {
  return randomBytes(8).toString('hex');
}

/** Who saves from the command line, and who saved before names were kept. */
const OWNER = 'owner';

/** A deleted pipeline can be brought back for so long; what only it names stays on the disk until then. */
export const REMOVED_KEPT_MS = 30 * 24 * 3600 * 1000;

/** A list shows one number of a run: those of its last nodes are enough to choose from. */
const LAST_RESULTS = 4;

const newestVersion = and(eq(graphVersions.graph, graphs.id), eq(graphVersions.revision, graphs.revision));
const nodeCount = sql<number>`json_array_length(${graphVersions.body}, '$.nodes')`;

/** Saved graphs. Every revision is kept. */
export class GraphStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(): GraphSummary[] {
    return this.#db
      .select({
        ...{ id: graphs.id, name: graphs.name, revision: graphs.revision, updatedAt: graphs.updatedAt },
        nodeCount,
      })
      .from(graphs)
      .innerJoin(graphVersions, newestVersion)
      .where(isNull(graphs.removedAt))
      .orderBy(desc(graphs.updatedAt))
      .all()
      .map((row) => ({ ...row, lastRun: this.#lastRun(row.id) }));
  }

  /** Graphs that can be brought back, the last deleted first. */
  removed(): RemovedGraph[] {
    const { id, name, removedAt } = graphs;
    return this.#db
      .select({ id, name, removedAt: sql<number>`${removedAt}`, nodeCount })
      .from(graphs)
      .innerJoin(graphVersions, newestVersion)
      .where(gt(removedAt, Date.now() - REMOVED_KEPT_MS))
      .orderBy(desc(removedAt))
      .all();
  }

  #lastRun(graph: string): GraphSummary['lastRun'] {
    const run = this.#db
      .select({ id: runs.id, state: runs.state, createdAt: runs.createdAt })
      .from(runs)
      .where(and(eq(runs.graph, graph), isNull(runs.removedAt)))
      .orderBy(desc(runs.createdAt))
      .limit(1)
      .get();
    return run && { ...run, results: this.#lastResults(run.id) };
  }

  #lastResults(run: string) {
    return this.#db
      .select({ kind: attempts.kind, results: sql<string>`${attempts.results}` })
      .from(attempts)
      .where(and(eq(attempts.run, run), eq(attempts.state, 'succeeded'), ne(attempts.results, {})))
      .orderBy(desc(attempts.position))
      .limit(LAST_RESULTS)
      .all()
      .reverse()
      .map(({ kind, results }) => ({ kind, results: JSON.parse(results) as Record<string, number> }));
  }

  /** The newest revision. Throws NOT_FOUND. */
  get(id: string): SavedGraph & { folder: string | null } {
    const row = this.#db
      .select()
      .from(graphs)
      .where(and(eq(graphs.id, id), isNull(graphs.removedAt)))
      .get();
    if (!row) throw noSuchGraph(id);
    const { revision, folder } = row;
    return { id, revision, folder, graph: this.version(id, revision).graph };
  }

  /** One version, brought up to today's format. Throws NOT_FOUND. */
  version(id: string, revision: number): GraphVersion {
    const at = and(eq(graphVersions.graph, id), eq(graphVersions.revision, revision));
    const row = this.#db.select().from(graphVersions).where(at).get();
    if (!row) throw noSuchVersion(id, revision);
    return { revision, author: row.author, savedAt: row.createdAt, graph: parseGraph(row.body) };
  }

  /** Stores a new graph; relative paths in it start from `folder`, or from the templates' folder. */
  create(graph: Graph, folder: string | null = null, author = OWNER): { id: string; revision: number } {
    const [id, now] = [newId(), Date.now()];
    const row = { id, name: graph.name, revision: 1, folder, createdAt: now, updatedAt: now };
    transact(this.#db, () => {
      this.#db.insert(graphs).values(row).run();
      const version = { graph: id, revision: 1, body: graph, createdAt: now, author };
      this.#db.insert(graphVersions).values(version).run();
    });
    return { id, revision: 1 };
  }

  /**
   * Stores the next revision. Throws a `GraphConflict` with the other version and the common one where somebody
   * else has stored it meanwhile. `restores` names an earlier revision whose contents come back.
   */
  save({ id, revision, graph }: GraphSave, author = OWNER, restores?: number): { revision: number } {
    return transact(this.#db, () => {
      this.#current(id, revision);
      return this.#append({ id, revision, graph }, author, restores);
    });
  }

  /**
   * Stores the next revision by what differs from this one. Throws a `GraphConflict` as `save` does, and BAD_REQUEST
   * where the changes cannot belong to this revision.
   */
  change({ id, revision, changes }: GraphChange, author = OWNER): { revision: number } {
    return transact(this.#db, () => {
      const { graph } = this.#current(id, revision);
      return this.#append({ id, revision, graph: changed(graph, changes) }, author);
    });
  }

  #append({ id, revision, graph }: GraphSave, author: string, restores?: number): { revision: number } {
    const [next, now] = [revision + 1, Date.now()];
    const change = { name: graph.name, revision: next, updatedAt: now };
    this.#db.update(graphs).set(change).where(eq(graphs.id, id)).run();
    const version = { revision: next, body: graph, createdAt: now, author, parent: revision, restores };
    this.#db
      .insert(graphVersions)
      .values({ graph: id, ...version })
      .run();
    return { revision: next };
  }

  /** The newest revision, which has to be the one that somebody's edits began from. */
  #current(id: string, opened: number): SavedGraph {
    const newest = this.get(id);
    if (newest.revision === opened) return newest;
    if (opened > newest.revision) throw noSuchVersion(id, opened);
    throw new GraphConflict(this.version(id, newest.revision), this.version(id, opened));
  }

  /** Takes a graph off the list; its revisions and runs stay. */
  remove(id: string): void {
    this.get(id);
    this.#db.update(graphs).set({ removedAt: Date.now() }).where(eq(graphs.id, id)).run();
  }

  /** Puts a deleted graph back on the list as it was; one that is there stays. Throws NOT_FOUND. */
  restore(id: string): void {
    const found = this.#db.update(graphs).set({ removedAt: null }).where(eq(graphs.id, id)).run();
    if (found.changes === 0) throw noSuchGraph(id);
  }

  /** The graph of a file under its name: the one stored from that folder before, brought up to date, or a new one. */
  storeByName(graph: Graph, folder: string | null): string {
    return transact(this.#db, () => {
      const found = this.#findByName(graph.name, folder);
      if (!found) return this.create(graph, folder).id;
      const stored = this.get(found.id);
      if (canonicalJson(stored.graph) !== canonicalJson(graph)) this.save({ ...stored, graph });
      return found.id;
    });
  }

  /** Puts the graph of a file on the list, unless one of its name from that folder is there: edits stay. */
  offer(graph: Graph, folder: string): void {
    transact(this.#db, () => {
      if (!this.#findByName(graph.name, folder)) this.create(graph, folder);
    });
  }

  #findByName(name: string, folder: string | null) {
    const sameFolder = folder === null ? isNull(graphs.folder) : eq(graphs.folder, folder);
    const same = and(eq(graphs.name, name), sameFolder, isNull(graphs.removedAt));
    return this.#db.select().from(graphs).where(same).orderBy(desc(graphs.updatedAt)).get();
  }
}

function changed(graph: Graph, changes: GraphChange['changes']): Graph {
  try {
    return applyChanges(graph, changes);
  } catch (error) {
    if (!(error instanceof ChangesMisfit)) throw error;
    throw new UserError('BAD_REQUEST', {
      en: error.message,
      zh: '这些更改属于该图的另一个版本；请改为保存整个图。',
    });
  }
}

function noSuchGraph(id: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `There is no graph ${id}; it may have been removed.`,
    zh: `没有图 ${id}；它可能已被删除。`,
  });
}

function noSuchVersion(id: string, revision: number): UserError {
  return new UserError('NOT_FOUND', {
    en: `Graph ${id} has no revision ${revision}; list its versions.`,
    zh: `图 ${id} 没有第 ${revision} 版；请列出其版本。`,
  });
}
