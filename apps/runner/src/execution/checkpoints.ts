import { existsSync, readdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finalRunStates } from '@heed/schema';
import { eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../db/open.ts';
import { attempts, runs } from '../db/tables.ts';
import { CHECKPOINT_SHOWN, CHECKPOINT_WORK } from '../worker/checkpoints.ts';
import type { Job } from '../worker/messages.ts';
import { findCached } from './attempts.ts';

/** Checkpoints of cancelled and failed runs wait this long for somebody to run the same work again. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

interface Work {
  /** The cache key of a node run. */
  key: string;
  run: string;
  fresh: boolean;
}

/**
 * The folders `<data>/checkpoints/<key>` of unfinished work. Whatever changes a result changes the key, so no node goes
 * on from another one's checkpoint. A run has a folder `<key>-<run>` of its own where it was asked to do everything
 * afresh, and where another run is at the same work at the same time.
 */
export class CheckpointFolders {
  readonly #root: string;
  readonly #everyMs: number;
  readonly #lent = new Map<string, string>();

  constructor(dataFolder: string, everyMs: number) {
    this.#root = join(dataFolder, 'checkpoints');
    this.#everyMs = everyMs;
  }

  /** Gives a process, named by its place, the folder of its work for as long as it lives. */
  lend(place: string, { key, run, fresh }: Work): Job['checkpoints'] {
    const taken = [...this.#lent.values()].includes(key);
    const name = fresh || taken ? `${key}-${run}` : key;
    this.#lent.set(place, name);
    return { folder: join(this.#root, name), everyMs: this.#everyMs };
  }

  /** The process is gone, or killed now. */
  takeBack(place: string): void {
    this.#lent.delete(place);
  }

  /** The folder that a process has; nobody needs it any more when the work is done. */
  lentTo(place: string): string | undefined {
    const name = this.#lent.get(place);
    return name && join(this.#root, name);
  }

  /** Removes what nobody will go on from: of work that is done, and of ended runs after a week. */
  async tidy(db: Database): Promise<void> {
    for (const name of this.unneeded(db)) await rm(join(this.#root, name), { recursive: true, force: true });
  }

  /** Names of the folders that `tidy` would remove. */
  unneeded(db: Database): string[] {
    const wanted = unfinishedWork(db);
    return this.#names().filter((name) => {
      const [key = '', run] = name.split('-');
      if (wanted.has(name) || (wanted.has(key) && !run)) return false;
      const age = Date.now() - statSync(join(this.#root, name)).mtimeMs;
      return run !== undefined || findCached(db, key) !== undefined || age >= KEPT_MS;
    });
  }

  #names(): string[] {
    try {
      return readdirSync(this.#root);
    } catch {
      return [];
    }
  }
}

/**
 * The files of that name in the newest checkpoint of unfinished work that has one, and in what was made since; none
 * where nothing was made yet.
 */
export function newestFiles(
  dataFolder: string,
  { key, run }: Pick<Work, 'key' | 'run'>,
  name: string,
): string[] {
  for (const work of [`${key}-${run}`, key]) {
    const folder = join(dataFolder, 'checkpoints', work);
    const saved = checkpointsIn(folder).map((number) => join(folder, number, CHECKPOINT_WORK, name));
    const found = [saved.find((file) => existsSync(file)) ?? '', join(folder, CHECKPOINT_SHOWN, name)];
    const files = found.filter((file) => existsSync(file));
    if (files.length > 0) return files;
  }
  return [];
}

/** Numbers of the checkpoints in a folder, newest first. */
function checkpointsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const numbers = readdirSync(folder).filter((name) => /^\d{6,}$/.test(name));
  return numbers.sort((a, b) => Number(b) - Number(a));
}

/** Names of the folders that runs which are not over may go on from. */
function unfinishedWork(db: Database): Set<string> {
  const rows = db
    .select({ key: attempts.cacheKey, run: runs.id, state: runs.state, fresh: runs.fresh })
    .from(attempts)
    .innerJoin(runs, eq(runs.id, attempts.run))
    .where(isNotNull(attempts.cacheKey))
    .all()
    .filter(({ state }) => !finalRunStates.has(state));
  return new Set(rows.flatMap(({ key, run, fresh }) => [...(fresh ? [] : [`${key}`]), `${key}-${run}`]));
}
