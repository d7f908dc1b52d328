import { z } from 'zod';
import { localizedSchema } from './text.ts';

const runId = z.string();
const artifactIds = z.array(z.string());

/** One exact cause for running a node, compared with the last run of that node in the same graph. */
export const causeSchema = z.discriminatedUnion('type', [
  /** The node has not run before in this graph. */
  z.object({ type: z.literal('first') }),
  /** Somebody asked for it: everything afresh, or everything from a node on. */
  z.object({ type: z.literal('forced'), from: z.string().optional() }),
  z.object({ type: z.literal('kind'), before: z.string(), after: z.string() }),
  z.object({ type: z.literal('version'), before: z.int(), after: z.int() }),
  z.object({ type: z.literal('code'), before: z.string(), after: z.string() }),
  z.object({
    type: z.literal('config'),
    field: z.string(),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  }),
  z.object({ type: z.literal('seed'), before: z.int(), after: z.int() }),
  /** The rules that end its work early are others. */
  z.object({ type: z.literal('stop-rules') }),
  z.object({ type: z.literal('input'), port: z.string(), before: artifactIds, after: artifactIds }),
  /** People gave answers since, or are asked for more: judgements ever given, and the round now. */
  z.object({ type: z.literal('labels'), before: z.int(), after: z.int(), round: z.int() }),
  /** Nothing differs, but the last run of the node did not succeed. */
  z.object({ type: z.literal('unfinished'), state: z.string() }),
  /** Nothing differs, but its result was removed. */
  z.object({ type: z.literal('gone') }),
]);
export type Cause = z.infer<typeof causeSchema>;

/** Where a node's result came from, or why it had to run: "why did this rerun?". */
export const cacheDecisionSchema = z.discriminatedUnion('hit', [
  z.object({
    hit: z.literal(true),
    fromRun: runId,
    /** Somebody pinned these outputs, and the cache was not asked. */
    pinned: z.literal(true).optional(),
  }),
  z.object({
    hit: z.literal(false),
    reasons: z.array(localizedSchema),
    /** The same as data, in the same order; absent in runs of older versions. */
    causes: z.array(causeSchema).optional(),
    /** The last run of this node, with which it was compared. */
    comparedWith: runId.optional(),
  }),
]);
export type CacheDecision = z.infer<typeof cacheDecisionSchema>;
