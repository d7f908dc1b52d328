import { graphChangesSchema, graphSchema, idSchema } from '@heed/schema';
import { z } from 'zod';
import { givenRoles, memberRoles } from '../access/roles.ts';

/** What the API takes in. Ids of stored things are opaque and short; names come from people. */
const id = z.string().min(1).max(64);
/** A node as a person names it; whether it exists is told by one sentence. */
const nodeName = z.string().max(64);

const revision = z.int().min(1);

export const byId = z.object({ id });
export const newGraph = z.object({ graph: graphSchema });
export const graphSave = z.object({ id, revision, graph: graphSchema });
export const graphChange = z.object({ id, revision, changes: graphChangesSchema });
/** A draft may be wrong in every way; `validate` says how. */
export const draftGraph = z.object({ graph: z.unknown() });

/** What a run gave out for a node, or other artifacts by output port. */
export const pinWish = z.object({
  graph: id,
  node: idSchema,
  run: id,
  outputs: z.record(idSchema, id).optional(),
});
export const nodeOfGraph = z.object({ graph: id, node: idSchema });

export const versionPage = z.object({
  id,
  /** Older versions than this revision. */
  before: revision.optional(),
  /** Only versions that have a name. */
  named: z.boolean().optional(),
});
export const versionAt = z.object({ id, revision });
export const versionName = versionAt.extend({ name: z.string().trim().min(1).max(100).nullable() });
export const versionPair = z.object({ id, from: revision, to: revision });
/** `current` is the newest revision that the caller knows. */
export const versionRestore = versionAt.extend({ current: revision });

/** What to let go of besides what nothing refers to. */
export const collectWish = z.object({
  /** Tells what would go, and removes nothing. */
  dryRun: z.boolean().optional(),
  /** Deletes runs that are over, except the newest of each graph. */
  keepLast: z.int().min(0).optional(),
  /** Deletes runs that ended longer ago than this. */
  olderThanDays: z.number().min(0).optional(),
});

export const runFilter = z.object({ graph: id.optional() });
export const runStart = z.object({
  /** A saved graph; its newest revision runs unless `graph` is given as well. */
  graphId: id.optional(),
  graph: graphSchema.optional(),
  /** `node.parameter=value`, as the command line's `--set`. */
  settings: z.array(z.string().max(10_000)).max(1000).optional(),
  idempotencyKey: z.string().min(8).max(64),
  /** Runs every node, whatever the cache holds. */
  fresh: z.boolean().optional(),
  /** Only this node and what it needs. */
  to: nodeName.optional(),
  /** This node and what depends on it, even where cached. */
  from: nodeName.optional(),
  /** What did not succeed in the last run of the graph, and what depends on it. */
  fromFailure: z.boolean().optional(),
});
/** A run that is only thought about. */
export const runWish = runStart.pick({ graphId: true, graph: true, settings: true, to: true, from: true });
export const eventCursor = z.object({ run: id, lastEventId: z.string().max(20).nullish() });
export const nodeOfRun = z.object({ run: id, node: idSchema });

/** How much of a curve: between two steps, at most two points a bucket and the last `tail` points as they are. */
const curveRange = {
  from: z.int().optional(),
  to: z.int().optional(),
  buckets: z.int().min(1).max(5000).optional(),
  tail: z.int().min(0).max(2000).optional(),
};
const curveName = z.string().max(200);
export const metricsQuery = nodeOfRun.extend({
  names: z.array(curveName).max(200).optional(),
  ...curveRange,
});
/** Curves of several nodes and runs, to lay them over each other. */
export const curvesQuery = z.object({
  curves: z
    .array(nodeOfRun.extend({ name: curveName }))
    .min(1)
    .max(200),
  ...curveRange,
});
/** One page of a log: its end, or what stands before or after a line. */
export const logQuery = z.object({
  run: id,
  node: idSchema.optional(),
  attempt: z.int().min(1).optional(),
  levels: z
    .array(z.enum(['info', 'warn', 'error']))
    .max(3)
    .optional(),
  /** Lines that hold this text; upper and lower case of A to Z alike. */
  search: z.string().max(200).optional(),
  /** The language that is searched; English unless told. */
  language: z.enum(['en', 'zh']).optional(),
  before: z.int().optional(),
  after: z.int().optional(),
  limit: z.int().min(1).max(1000).optional(),
});

const shownName = z.string().trim().min(1).max(100);
/** How many people may come in by one link, and for how long. */
const limits = {
  label: shownName.optional(),
  uses: z.int().min(1).max(10_000).optional(),
  hours: z
    .number()
    .positive()
    .max(24 * 366)
    .optional(),
};
/** Lets a labeler's link decide what labelers disagree about. */
const adjudicates = z.boolean().optional();
export const batchInvite = nodeOfRun.extend({
  ...limits,
  adjudicates,
  /** The token of a link that was made before: while it still lets in, no other one is made. */
  again: z.string().max(200).optional(),
});
export const newInvite = z
  .object({ role: z.enum(givenRoles), run: id.optional(), node: idSchema.optional(), adjudicates, ...limits })
  .refine(({ role, run, node }) => role !== 'labeler' || (run && node), {
    message: 'A labeler is invited to a batch: name its run and node.',
  });
export const newToken = z.object({
  name: shownName,
  role: z.enum(memberRoles),
  days: z.number().positive().max(3660).optional(),
});
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const fileName = z.string().min(1).max(200);
export const uploadQuery = z.object({ sha256, name: fileName });
/** A folder of files that were uploaded one by one; paths lead down from it only. */
export const uploadedFolder = z.object({
  name: fileName,
  files: z
    .array(
      z.object({
        path: z
          .string()
          .max(500)
          .regex(/^(?!\.{1,2}(?:\/|$))[^/\\\0]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\0]+)*$/),
        sha256,
      }),
    )
    .min(1)
    .max(10_000),
});
export const auditQuery = z.object({
  /** Entries before this sequence number. */
  before: z.int().min(1).optional(),
  limit: z.int().min(1).max(1000).default(100),
});

export type BatchInvite = z.infer<typeof batchInvite>;
export type NewInvite = z.infer<typeof newInvite>;
export type NewToken = z.infer<typeof newToken>;
export type UploadedFolder = z.infer<typeof uploadedFolder>;
export type AuditQuery = z.infer<typeof auditQuery>;
export type GraphSave = z.infer<typeof graphSave>;
export type GraphChange = z.infer<typeof graphChange>;
export type VersionPage = z.infer<typeof versionPage>;
export type VersionName = z.infer<typeof versionName>;
export type VersionRestore = z.infer<typeof versionRestore>;
export type CollectWish = z.infer<typeof collectWish>;
export type PinWish = z.infer<typeof pinWish>;
export type RunStart = z.infer<typeof runStart>;
export type RunWish = z.infer<typeof runWish>;
export type NodeOfRun = z.infer<typeof nodeOfRun>;
export type MetricsQuery = z.infer<typeof metricsQuery>;
export type CurvesQuery = z.infer<typeof curvesQuery>;
export type LogQuery = z.infer<typeof logQuery>;
