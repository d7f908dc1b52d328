import { desc, eq, inArray, lt } from 'drizzle-orm';
import type { AuditEntry } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { audit, graphs, runs } from '../db/tables.ts';
import type { Role } from './roles.ts';
import type { Session } from './session.ts';

/** Who did something, and from where. */
export interface Actor {
  who: string;
  role: Role;
  /** Address of the other side, e.g. `127.0.0.1`. */
  source: string;
}

/** Parts of an input that say what was acted on; no contents, no secrets. */
const telling = ['id', 'graph', 'graphId', 'run', 'node', 'role', 'name', 'label', 'reason'];

/** The actor behind a session. */
export function actorOf(session: Session, source: string): Actor {
  const who = session.role === 'nobody' ? '' : session.name;
  return { who, role: session.role, source };
}

/** What an action was on: the short fields of its input and of its answer that name something. */
export function targetOf(...parts: unknown[]): Record<string, string> {
  const fields = parts.flatMap((part) => Object.entries((part ?? {}) as Record<string, unknown>));
  const short = fields.filter(
    (field): field is [string, string] =>
      telling.includes(field[0]) && typeof field[1] === 'string' && field[1].length <= 200,
  );
  return Object.fromEntries(short);
}

/** The ids of a pipeline or a run that an entry is about. */
interface Subject {
  graph?: string | undefined;
  run?: string | undefined;
}

function subjectOf({ action, target }: Pick<AuditEntry, 'action' | 'target'>): Subject {
  const [noun = ''] = action.split('.');
  if (noun === 'runs') return { run: target.id };
  if (target.run !== undefined) return { run: target.run };
  return noun === 'graphs' || noun === 'versions' ? { graph: target.graph ?? target.id } : {};
}

/** The append-only list of who changed what, and from where. */
export class AuditLog {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  record({ who, role, source }: Actor, action: string, target: Record<string, string> = {}): void {
    this.#db.insert(audit).values({ at: Date.now(), who, role, source, action, target }).run();
  }

  /** Newest first, those before a sequence number. */
  page({ before, limit }: { before?: number; limit: number }): AuditEntry[] {
    const entries = this.#db
      .select()
      .from(audit)
      .where(before === undefined ? undefined : lt(audit.seq, before))
      .orderBy(desc(audit.seq))
      .limit(limit)
      .all();
    const pipelineOf = this.#pipelines(entries.map(subjectOf));
    return entries.map((entry) => ({ ...entry, ...pipelineOf(subjectOf(entry)) }));
  }

  /** What the pipelines of entries are called today. */
  #pipelines(subjects: readonly Subject[]) {
    const { id, name, removedAt } = graphs;
    const ids = subjects.flatMap(({ run }) => run ?? []);
    const ran = this.#db
      .select({ run: runs.id, isRunGone: runs.removedAt, id, name, removedAt })
      .from(runs)
      .innerJoin(graphs, eq(graphs.id, runs.graph))
      .where(inArray(runs.id, ids))
      .all();
    const saved = this.#db
      .select({ id, name, removedAt })
      .from(graphs)
      .where(
        inArray(
          id,
          subjects.flatMap(({ graph }) => graph ?? []),
        ),
      )
      .all();
    return ({ run, graph }: Subject): Pick<AuditEntry, 'pipeline' | 'run'> => {
      const row = ran.find((one) => one.run === run);
      const found = row ?? saved.find((one) => one.id === graph);
      if (!found) return {};
      return {
        pipeline: { id: found.id, name: found.name, isDeleted: found.removedAt !== null },
        ...(row && { run: { id: row.run, isDeleted: row.isRunGone !== null } }),
      };
    };
  }
}
