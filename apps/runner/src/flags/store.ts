import { and, desc, eq, inArray } from 'drizzle-orm';
import type { FlagNote, FlagPage, NewFlag } from '../api/flag-inputs.ts';
import type { FlagView } from '../api/flag-views.ts';
import { type Database, transact } from '../db/open.ts';
import { UserError } from '../errors.ts';
import { findRun } from '../execution/attempts.ts';
import { newId } from '../graphs/store.ts';
import { flags } from './table.ts';

export type Flag = typeof flags.$inferSelect;

/** The answers that people marked. What was seen is kept with the mark, so that it outlives the table it stood in. */
export class FlagStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list({ run, limit = 500 }: FlagPage): FlagView[] {
    const names = new Map<string, string>();
    const nameOf = (id: string) => {
      const known = names.get(id) ?? findRun(this.#db, id)?.snapshot.name ?? '';
      names.set(id, known);
      return known;
    };
    return this.#db
      .select()
      .from(flags)
      .where(run === undefined ? undefined : eq(flags.run, run))
      .orderBy(desc(flags.createdAt), desc(flags.id))
      .limit(limit)
      .all()
      .map((flag) => toView(flag, nameOf(flag.run)));
  }

  /** Marking the same answers to the same prompt again gives the mark that is there. */
  add(flag: NewFlag, author: string): { id: string } {
    const run = findRun(this.#db, flag.run);
    if (!run || run.removedAt !== null)
      throw new UserError('NOT_FOUND', {
        en: `There is no run ${flag.run}; flag answers of a run that is here.`,
        zh: `没有运行 ${flag.run}；请标记现有运行中的回答。`,
      });
    return transact(this.#db, () => {
      const same = and(eq(flags.prompt, flag.prompt), eq(flags.answers, flag.answers));
      const known = this.#db.select({ id: flags.id }).from(flags).where(same).get();
      if (known) return known;
      const id = newId();
      this.#db
        .insert(flags)
        .values({ id, ...flag, note: '', author, createdAt: Date.now() })
        .run();
      return { id };
    });
  }

  note({ id, note }: FlagNote): void {
    if (this.#db.update(flags).set({ note }).where(eq(flags.id, id)).run().changes === 0) throw noFlag(id);
  }

  remove(id: string): void {
    if (this.#db.delete(flags).where(eq(flags.id, id)).run().changes === 0) throw noFlag(id);
  }

  /** The flags of these ids, in their order. Throws NOT_FOUND where one is missing. */
  of(ids: readonly string[]): Flag[] {
    const found = this.#db
      .select()
      .from(flags)
      .where(inArray(flags.id, [...ids]))
      .all();
    const byId = new Map(found.map((flag) => [flag.id, flag]));
    return ids.map((id) => {
      const flag = byId.get(id);
      if (!flag) throw noFlag(id);
      return flag;
    });
  }

  markSent(ids: readonly string[], graph: string): void {
    this.#db
      .update(flags)
      .set({ sentTo: graph })
      .where(inArray(flags.id, [...ids]))
      .run();
  }
}

function toView(flag: Flag, graphName: string): FlagView {
  const { id, run, node, artifact, file, step, prompt, answers, note, author, createdAt, sentTo } = flag;
  return {
    ...{ id, run, node, prompt, answers, note, author, graphName, at: createdAt },
    ...{ artifact: artifact ?? undefined, file: file ?? undefined },
    ...{ step: step ?? undefined, sentTo: sentTo ?? undefined },
  };
}

function noFlag(id: string): UserError {
  return new UserError('NOT_FOUND', {
    en: `There is no flag ${id}; somebody may have removed it.`,
    zh: `没有标记 ${id}；可能已被他人移除。`,
  });
}
