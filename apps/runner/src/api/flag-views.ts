import { z } from 'zod';

/** What the API gives out about flags. */
export const flagView = z.object({
  id: z.string(),
  run: z.string(),
  node: z.string(),
  artifact: z.string().optional(),
  file: z.string().optional(),
  step: z.int().optional(),
  prompt: z.string(),
  answers: z.array(z.string()),
  note: z.string(),
  author: z.string(),
  /** Milliseconds since 1970. */
  at: z.int(),
  /** The name of the graph that was run. */
  graphName: z.string(),
  /** The pipeline that puts it before labelers. */
  sentTo: z.string().optional(),
});
export const sentView = z.object({
  graph: z.string(),
  prompts: z.int(),
  answers: z.int(),
  /** Prompts with a single answer: there is nothing to compare. */
  leftOut: z.int(),
});
export type FlagView = z.infer<typeof flagView>;
export type SentFlags = z.infer<typeof sentView>;
