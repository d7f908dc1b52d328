import {
  cacheDecisionSchema,
  deviceUseSchema,
  firedRuleSchema,
  graphSchema,
  localizedSchema,
  manifestSchema,
  messageSchema,
  nodeStates,
  type Problem,
  reportSchema,
  runStates,
} from '@heed/schema';
import { z } from 'zod';
import { givenRoles, memberRoles, roles } from '../access/roles.ts';
import { quorumView } from './labeling-views.ts';

/** What the API gives out. All times are milliseconds since 1970. */
const time = z.int();
const id = z.string();

export const graphSummaryView = z.object({
  id,
  name: z.string(),
  revision: z.int(),
  updatedAt: time,
  nodeCount: z.int(),
  lastRun: z
    .object({
      ...{ id, state: z.enum(runStates), createdAt: time },
      /** Of its last nodes that are done, in the order in which they run. */
      results: z.array(z.object({ kind: z.string(), results: z.record(z.string(), z.number()) })),
    })
    .optional(),
});
export const removedGraphView = graphSummaryView
  .pick({ id: true, name: true, nodeCount: true })
  .extend({ removedAt: time });
export const savedGraphView = z.object({ id, revision: z.int(), graph: graphSchema });
export const problemsView = z.object({
  problems: z.array(z.custom<Problem>((value) => typeof value === 'object' && value !== null)),
});

export const runSummaryView = z.object({
  id,
  graphId: id,
  graphName: z.string(),
  state: z.enum(runStates),
  createdAt: time,
  startedAt: time.optional(),
  finishedAt: time.optional(),
  /** Why it is paused; what to do about a full disk stands in `error`. */
  pause: z.enum(['person', 'disk-full', 'stop-rule']).optional(),
  /** What of the graph was asked for; absent for all of it. */
  part: z
    .object({
      to: z.string().optional(),
      from: z.string().optional(),
      /** The run whose failure it goes on from. */
      failureOf: id.optional(),
    })
    .optional(),
});

export const versionView = z.object({
  revision: z.int(),
  /** What a person calls it. */
  name: z.string().nullable(),
  /** The revision it was made from; null in the first. */
  parent: z.int().nullable(),
  /** The earlier revision whose contents it brought back. */
  restores: z.int().nullable(),
  author: z.string(),
  savedAt: time,
  nodeCount: z.int(),
});
export const graphVersionView = z.object({
  revision: z.int(),
  author: z.string(),
  savedAt: time,
  graph: graphSchema,
});

/** Things and their bytes on the disk. */
const amountView = z.object({ count: z.int(), bytes: z.int() });
export const diskUseView = z.object({
  /** Artifacts that a run or a pin refers to. */
  artifacts: amountView,
  /** Artifacts that only the cache refers to, so that they may go. */
  cacheOnly: amountView,
  uploads: amountView,
  checkpoints: amountView,
  /** The database with its journal. */
  database: amountView,
});
export const collectedView = z.object({
  runs: z.int(),
  artifacts: amountView,
  uploads: amountView,
  checkpoints: amountView,
});

export const pinView = z.object({
  node: z.string(),
  kind: z.string(),
  /** The run that the outputs come from. */
  run: id,
  /** Artifact ids by output port. */
  outputs: z.record(z.string(), id),
  /** Who pinned them. */
  author: z.string(),
  createdAt: time,
});

export const nodeRunView = z.object({
  node: z.string(),
  kind: z.string(),
  state: z.enum(nodeStates),
  attempt: z.int(),
  /** 0 to 1. */
  fraction: z.number(),
  message: messageSchema.optional(),
  secondsLeft: z.number().optional(),
  startedAt: time.optional(),
  finishedAt: time.optional(),
  cache: cacheDecisionSchema.optional(),
  error: localizedSchema.optional(),
  /** Why each earlier attempt was lost. */
  lost: z.array(z.object({ attempt: z.int(), error: localizedSchema, at: time.optional() })).optional(),
  /** Where it computes or computed. */
  device: deviceUseSchema.optional(),
  /** Artifact ids by output port. */
  outputs: z.record(z.string(), id),
  results: z.record(z.string(), z.number()),
  /** Answers given and answers wanted, where the node asked people. */
  labeling: quorumView.optional(),
  /** Stop rules that paused the run or ended the node's work. */
  stopped: z.array(firedRuleSchema).optional(),
});

export const runView = runSummaryView.extend({
  graph: graphSchema,
  /** The last event this view includes; subscribe with it as `lastEventId` to go on without a gap. */
  lastSeq: z.int(),
  error: localizedSchema.optional(),
  nodes: z.array(nodeRunView),
});

const curveView = z.object({
  steps: z.array(z.int()),
  values: z.array(z.number()),
  /** Points between the first and the last step, where not all of them are here. */
  of: z.int().optional(),
});
export const seriesView = z.object({ series: z.array(curveView.extend({ name: z.string() })) });
export const curvesView = z.object({
  curves: z.array(curveView.extend({ run: id, node: z.string(), name: z.string() })),
});
const logLineView = z.object({
  /** Rises with time; the place to read on from, before or after it. */
  id: z.int(),
  node: z.string(),
  attempt: z.int(),
  at: time,
  level: z.enum(['info', 'warn', 'error']),
  text: messageSchema,
  /** Lines that stood here and are gone, since the log grew too long. */
  dropped: z.int().optional(),
});
export const logsView = z.object({
  /** Oldest first. */
  lines: z.array(logLineView),
  /** Lines that match, on all pages. */
  total: z.int(),
  /** Are there more in the direction of reading: before the first line, or after the last one? */
  more: z.boolean(),
});

export const artifactView = z.object({ id, manifest: manifestSchema });
export const reportView = reportSchema;

export const meView = z.object({
  role: z.enum(roles),
  /** How the invite or the token calls its holder. */
  name: z.string().optional(),
  /** Of a member's session or token, as `access.list` shows it. */
  id: id.optional(),
  /** The batch that a labeler was invited to. */
  batch: z.object({ run: id, node: z.string() }).optional(),
});
export const inviteView = z.object({ url: z.string() });
export const newInviteView = z.object({ id, url: z.string(), expiresAt: time });
/** The token itself is shown here and never again. */
export const newTokenView = z.object({ id, token: z.string() });
export const revokedView = z.object({ what: z.enum(['invite', 'token', 'session']) });
const place = { run: id.nullable(), node: z.string().nullable() };
export const accessListView = z.object({
  invites: z.array(
    z.object({
      ...{ id, role: z.enum(givenRoles), ...place, label: z.string() },
      /** May those who come by it decide what labelers disagree about? */
      adjudicates: z.boolean(),
      /** Null: any number of people. */
      usesLeft: z.int().nullable(),
      used: z.int(),
      ...{ createdAt: time, createdBy: z.string(), expiresAt: time },
    }),
  ),
  tokens: z.array(
    z.object({
      ...{ id, role: z.enum(memberRoles), name: z.string(), createdAt: time, createdBy: z.string() },
      /** When and from where it was last used. */
      seenAt: time.nullable(),
      source: z.string().nullable(),
      /** Null: never. */
      expiresAt: time.nullable(),
    }),
  ),
  sessions: z.array(
    z.object({
      ...{ id, role: z.enum(givenRoles), ...place, label: z.string(), labeler: z.string().nullable() },
      ...{ invite: id.nullable(), source: z.string().nullable(), agent: z.string().nullable() },
      ...{ createdAt: time, seenAt: time, expiresAt: time },
    }),
  ),
});
export const auditView = z.object({
  seq: z.int(),
  at: time,
  who: z.string(),
  role: z.enum(roles),
  /** Address of the other side. */
  source: z.string(),
  /** The procedure, or what else happened, e.g. `runs.start`, `access.enter`. */
  action: z.string(),
  target: z.record(z.string(), z.string()),
  /** What it was done to, as it is called now. */
  pipeline: z.object({ id, name: z.string(), isDeleted: z.boolean() }).optional(),
  run: z.object({ id, isDeleted: z.boolean() }).optional(),
});

const seen = z
  .object({
    low: z.number(),
    high: z.number(),
    runs: z.int(),
    basis: z.enum(['same-settings', 'same-kind']),
  })
  .optional();
const range = z.object({ low: z.number(), high: z.number() });
/** Seconds and bytes; what is absent is unknown. */
export const preflightView = problemsView.extend({
  nodes: z.array(
    z.object({
      ...{ node: z.string(), kind: z.string(), seconds: seen, bytes: seen },
      memory: z.object({ least: z.number(), most: z.number() }).optional(),
    }),
  ),
  memory: z.object({ total: z.number(), free: z.number() }),
  diskFree: z.number(),
  total: z.object({ seconds: range, bytes: range }),
  unknown: z.array(z.string()),
  warnings: z.array(z.object({ node: z.string().optional(), message: localizedSchema })),
});

/** What may stand in a config: `upload:<sha256>/<name>`. */
export const uploadView = z.object({ path: z.string() });
/** Null: it has to be sent. */
export const foundUploadView = z.object({ path: z.string().nullable() });

export const systemView = z.object({
  /** What the machine is called. */
  name: z.string(),
  version: z.string(),
  node: z.string(),
  onnxruntime: z.string(),
  devices: z.array(z.string()),
  dataDirectory: z.string(),
  /** Nodes that may compute at once, by what they take. */
  slots: z.object({ cpu: z.int(), training: z.int(), gpu: z.int() }),
  /** Bytes, as they are now. */
  memory: z.object({ total: z.number(), free: z.number() }),
  disk: z.object({ total: z.number(), free: z.number() }),
  /** Addresses of other runners that this editor may switch to. */
  otherRunners: z.array(z.string()),
});

export type GraphSummary = z.infer<typeof graphSummaryView>;
export type RemovedGraph = z.infer<typeof removedGraphView>;
export type SavedGraph = z.infer<typeof savedGraphView>;
export type VersionView = z.infer<typeof versionView>;
export type DiskUse = z.infer<typeof diskUseView>;
export type Collected = z.infer<typeof collectedView>;
export type PinView = z.infer<typeof pinView>;
export type RunSummary = z.infer<typeof runSummaryView>;
export type NodeRunView = z.infer<typeof nodeRunView>;
export type RunView = z.infer<typeof runView>;
export type SeriesView = z.infer<typeof seriesView>;
export type CurvesView = z.infer<typeof curvesView>;
export type LogLine = z.infer<typeof logLineView>;
export type LogsView = z.infer<typeof logsView>;
export type ArtifactView = z.infer<typeof artifactView>;
export type Me = z.infer<typeof meView>;
export type AccessList = z.infer<typeof accessListView>;
export type AuditEntry = z.infer<typeof auditView>;
export type SystemInfo = z.infer<typeof systemView>;
