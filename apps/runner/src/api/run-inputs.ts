import { runStates } from '@heed/schema';
import { z } from 'zod';

/** Which runs the queue shows, newest first, and how far back. */
export const queueQuery = z.object({
  /** Only those of this pipeline. */
  graph: z.string().max(64).optional(),
  /** Only those of pipelines whose name has this in it, and those whose id begins so. */
  name: z.string().max(200).optional(),
  states: z.array(z.enum(runStates)).max(runStates.length).optional(),
  /** Runs that were asked for before this one. */
  before: z.string().max(64).optional(),
  limit: z.int().min(1).max(100).default(30),
});

export type QueueQuery = z.infer<typeof queueQuery>;
