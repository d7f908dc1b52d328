import { finalRunStates } from '@heed/schema';
import { eq } from 'drizzle-orm';
import { runs } from '../db/tables.ts';
import { UserError } from '../errors.ts';
import type { RunRow } from './attempts.ts';
import type { Stores } from './persist.ts';

/**
 * Takes a run out of sight. Its log and its judgements stay, since both are append-only; its artifacts go with the
 * next collection unless something else refers to them. Throws CONFLICT for a run that is not over.
 */
export function removeRun({ db }: Pick<Stores, 'db'>, { id, state }: Pick<RunRow, 'id' | 'state'>): void {
  if (!finalRunStates.has(state)) throw notOver(id, state);
  db.update(runs).set({ removedAt: Date.now() }).where(eq(runs.id, id)).run();
}

function notOver(id: string, state: string): UserError {
  return new UserError('CONFLICT', {
    en: `Run ${id} is not over (${state}); cancel it before you delete it.`,
    zh: `运行 ${id} 尚未结束（${state}）；删除前请先取消。`,
  });
}
