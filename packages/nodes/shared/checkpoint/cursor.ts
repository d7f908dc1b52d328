import { z } from 'zod';

/** How far training is: the epoch, from 0, and the batches of it that are done. */
export const cursorSchema = z.object({ epoch: z.int().min(0), batch: z.int().min(0) });
export type Cursor = z.infer<typeof cursorSchema>;

/** The batches of an epoch that are still to come for training that goes on at `start`, each with the cursor after it. */
export function* remaining<Batch>(
  batches: readonly Batch[],
  epoch: number,
  start: Cursor,
): Generator<[batch: Batch, next: Cursor]> {
  const done = epoch === start.epoch ? start.batch : 0;
  for (const [index, batch] of batches.slice(done).entries())
    yield [batch, { epoch, batch: done + index + 1 }];
}
