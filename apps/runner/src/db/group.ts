import { type Database, transact } from './open.ts';

/** Longest that one transaction collects work, so that other requests are answered in between. */
const MOST_MS = 30;

interface Job {
  work(): unknown;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** What one job came to, until the transaction around it is on the disk. */
interface Outcome {
  job: Job;
  result?: unknown;
  error?: unknown;
  failed: boolean;
  /** What is to be done once it is. */
  deeds: (() => void)[];
}

/** What the job under way in a database wants done after its transaction. */
const deedsOf = new WeakMap<Database, (() => void)[]>();

/** Does something once the transaction of the group under way is on the disk; at once where there is none. */
export function afterCommit(db: Database, deed: (() => void) | undefined): void {
  const deeds = deedsOf.get(db);
  if (deed && deeds) deeds.push(deed);
  else deed?.();
}

/**
 * Runs small pieces of work that arrive together in one transaction, each in a savepoint of its own: the disk is
 * waited for once, and what one piece throws undoes that piece alone. Pieces run in the order in which they came, and
 * none is answered before all of it is on the disk.
 */
export class GroupCommit {
  readonly #db: Database;
  readonly #mostMs: number;
  #waiting: Job[] = [];
  #planned?: ReturnType<typeof setImmediate>;

  constructor(db: Database, mostMs = MOST_MS) {
    this.#db = db;
    this.#mostMs = mostMs;
  }

  /** Gives what the work gives, once that is on the disk. Rejects with what the work or the commit throws. */
  run<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as Job['resolve'], reject });
      this.#planned ??= setImmediate(() => this.#commit());
    });
  }

  /** Finishes what waits. */
  close(): void {
    clearImmediate(this.#planned);
    while (this.#waiting.length > 0) this.#commit();
  }

  #commit(): void {
    const outcomes: Outcome[] = [];
    try {
      transact(this.#db, () => this.#runSome(outcomes));
      for (const outcome of outcomes) settle(outcome);
    } catch (error) {
      for (const { job } of outcomes) job.reject(error);
    }
    this.#planned = this.#waiting.length > 0 ? setImmediate(() => this.#commit()) : undefined;
  }

  #runSome(outcomes: Outcome[]): void {
    const until = performance.now() + this.#mostMs;
    for (
      let job = this.#waiting.shift();
      job;
      job = performance.now() < until ? this.#waiting.shift() : undefined
    ) {
      const outcome: Outcome = { job, failed: false, deeds: [] };
      outcomes.push(outcome);
      this.#attempt(outcome);
      // a full disk makes SQLite give up the whole transaction, not only the savepoint
      if (!this.#db.$client.inTransaction) throw outcome.error;
    }
  }

  #attempt(outcome: Outcome): void {
    deedsOf.set(this.#db, outcome.deeds);
    try {
      outcome.result = transact(this.#db, outcome.job.work);
    } catch (error) {
      Object.assign(outcome, { error, failed: true, deeds: [] });
    } finally {
      deedsOf.delete(this.#db);
    }
  }
}

function settle({ job, result, error, failed, deeds }: Outcome): void {
  try {
    if (failed) throw error;
    for (const deed of deeds) deed();
    job.resolve(result);
  } catch (cause) {
    job.reject(cause);
  }
}
