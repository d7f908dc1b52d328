import { outcomes } from '@heed/schema';
import { z } from 'zod';
import type { KeyValueStore } from '../../answerQueue.ts';

const about = { taskId: z.string(), turn: z.int(), idempotencyKey: z.string() };
const deedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), ...about, text: z.string() }),
  z.object({
    kind: z.literal('judge'),
    ...about,
    outcome: z.enum(outcomes).exclude(['skipped']),
    value: z.object({
      chosen: z.string().optional(),
      strength: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
      critique: z.string().optional(),
    }),
    timeMs: z.int(),
  }),
]);

/** What a labeler did in a conversation and the runner may not know yet. One at a time: the next needs its answer. */
export type Deed = z.infer<typeof deedSchema>;

/** What waits in this browser to be sent; a damaged entry, or one of another conversation, reads as nothing. */
export function loadDeed(store: KeyValueStore, key: string, taskId: string): Deed | undefined {
  try {
    const deed = deedSchema.parse(JSON.parse(store.getItem(key) ?? 'null'));
    return deed.taskId === taskId ? deed : undefined;
  } catch {
    return undefined;
  }
}

export function saveDeed(store: KeyValueStore, key: string, deed: Deed | undefined): void {
  if (deed) store.setItem(key, JSON.stringify(deed));
  else store.removeItem(key);
}
