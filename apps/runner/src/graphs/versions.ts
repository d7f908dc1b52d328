import { diffGraphs, type GraphDiff } from '@heed/schema';
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { VersionName, VersionPage, VersionRestore } from '../api/inputs.ts';
import type { VersionView } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { graphVersions } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import type { GraphVersion } from './conflict.ts';
import type { GraphStore } from './store.ts';

/** Versions on one page. */
const PAGE = 100;

/** The history of saved graphs: every save is a version and none is ever lost. */
export class GraphVersions {
  readonly #db: Database;
  readonly #graphs: GraphStore;

  constructor(db: Database, graphs: GraphStore) {
    this.#db = db;
    this.#graphs = graphs;
  }

  /** Newest first, at most 100; `before` goes on with older ones, `named` leaves out those without a name. */
  list({ id, before, named }: VersionPage): VersionView[] {
    this.#graphs.get(id);
    const { graph, revision, name, parent, restores, author, createdAt, body } = graphVersions;
    const older = before === undefined ? undefined : lt(revision, before);
    const nodeCount = sql<number>`json_array_length(${body}, '$.nodes')`;
    return this.#db
      .select({ revision, name, parent, restores, author, savedAt: createdAt, nodeCount })
      .from(graphVersions)
      .where(and(eq(graph, id), older, named ? sql`${name} IS NOT NULL` : undefined))
      .orderBy(desc(revision))
      .limit(PAGE)
      .all();
  }

  open(id: string, revision: number): GraphVersion {
    this.#graphs.get(id);
    return this.#graphs.version(id, revision);
  }

  /** Gives a version a name, or takes it away. Throws CONFLICT for a name that another version has. */
  name({ id, revision, name }: VersionName): void {
    this.open(id, revision);
    const { graph, revision: own, name: named } = graphVersions;
    const taken =
      name &&
      this.#db
        .select()
        .from(graphVersions)
        .where(and(eq(graph, id), eq(named, name)))
        .get();
    if (taken && taken.revision !== revision) throw nameTaken(name, taken.revision);
    const at = and(eq(graph, id), eq(own, revision));
    this.#db.update(graphVersions).set({ name }).where(at).run();
  }

  diff(id: string, from: number, to: number): GraphDiff {
    return diffGraphs(this.open(id, from).graph, this.open(id, to).graph);
  }

  /** Saves the contents of an earlier version as the next one. Throws a `GraphConflict` from a stale revision. */
  restore({ id, revision, current }: VersionRestore, author: string): { revision: number } {
    const { graph } = this.open(id, revision);
    return this.#graphs.save({ id, revision: current, graph }, author, revision);
  }
}

function nameTaken(name: string, revision: number): UserError {
  return new UserError('CONFLICT', {
    en: `Revision ${revision} of this graph is already called "${name}"; choose another name.`,
    zh: `此图的第 ${revision} 版已名为“${name}”；请另选名称。`,
  });
}
