import { eq } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { workers } from '../db/tables.ts';
import { bootId, killLeftover } from './processes.ts';

/**
 * Which processes work for a data folder, noted before they get their first job: one that outlives its runner, even
 * stopped, is ended by the next runner and does not work beside the next attempt.
 */
export class WorkerRegister {
  readonly #db: Database;
  readonly #boot = bootId();

  constructor(db: Database) {
    this.#db = db;
  }

  add({ pid, start }: { pid: number; start: string }): void {
    const row = { pid, start, boot: this.#boot };
    this.#db.insert(workers).values(row).onConflictDoUpdate({ target: workers.pid, set: row }).run();
  }

  remove(pid: number): void {
    this.#db.delete(workers).where(eq(workers.pid, pid)).run();
  }

  /** Ends what an earlier runner left behind; gives the number of processes that were still there. */
  endLeftovers(): number {
    const rows = this.#db.select().from(workers).all();
    const ended = rows.filter(({ pid, start, boot }) => boot === this.#boot && killLeftover(pid, start));
    this.#db.delete(workers).run();
    return ended.length;
  }
}
