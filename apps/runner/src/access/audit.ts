import { desc, lt } from 'drizzle-orm';
import type { AuditEntry } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { audit } from '../db/tables.ts';
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
const telling = ['id', 'graphId', 'run', 'node', 'role', 'name', 'label', 'reason'];

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
    return this.#db
      .select()
      .from(audit)
      .where(before === undefined ? undefined : lt(audit.seq, before))
      .orderBy(desc(audit.seq))
      .limit(limit)
      .all();
  }
}
