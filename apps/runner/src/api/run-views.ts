import { localizedSchema, nodeStates, runStates } from '@heed/schema';
import { z } from 'zod';
import { nodeRunView, runSummaryView } from './views.ts';

/** What the API gives out about the queue of runs. */
const queuedRunView = runSummaryView.extend({
  error: localizedSchema.optional(),
  /** Nodes that are done, and all of them. */
  nodes: z.object({ done: z.int(), total: z.int() }),
  /** Nodes that are under way, wait for people or failed, in the order of the plan. */
  now: z.array(
    z.object({
      node: z.string(),
      kind: z.string(),
      /** What a person calls the node. */
      label: z.string().optional(),
      state: z.enum(nodeStates),
      fraction: z.number(),
      secondsLeft: z.number().optional(),
      labeling: nodeRunView.shape.labeling,
    }),
  ),
  /** Of a run that waits for its turn: how many runs stand before it. */
  ahead: z.int().optional(),
});

export const queueView = z.object({
  runs: z.array(queuedRunView),
  /** Are there older ones? */
  more: z.boolean(),
  /** Runs in each state. */
  counts: z.partialRecord(z.enum(runStates), z.int()),
  /** Node runs that may be under way at once, and those that are. */
  slots: z.array(z.object({ slot: z.enum(['cpu', 'training', 'gpu']), used: z.int(), of: z.int() })),
});

export type QueuedRun = z.infer<typeof queuedRunView>;
export type QueueView = z.infer<typeof queueView>;
