import {
  deviceUseSchema,
  factsSchema,
  type InputArtifact,
  judgementRow,
  labelingRequestSchema,
  labelRevisionSchema,
  labelSourceSchema,
  localizedSchema,
  type ModelEndpoint,
  manifestSchema,
  messageSchema as shownMessageSchema,
  stopRuleSchema,
  summaryItemSchema,
} from '@heed/schema';
import { z } from 'zod';
import { firingSchema, stopStateSchema } from './stop-rules.ts';

const inputArtifactSchema: z.ZodType<InputArtifact> = z.object({
  id: z.string(),
  directory: z.string(),
  manifest: manifestSchema,
});

const endpointSchema: z.ZodType<ModelEndpoint> = z.object({
  name: z.string(),
  url: z.string(),
  key: z.string().optional(),
});

/** All that a worker is told about the node run it works for. */
const jobSchema = z.object({
  node: z.string(),
  kind: z.string(),
  kindsFolder: z.string(),
  config: z.record(z.string(), z.unknown()),
  inputs: z.record(z.string(), z.array(inputArtifactSchema)),
  outputPorts: z.array(z.string()),
  seed: z.int(),
  /** Rules that pause the run or end the work, in the node's order. */
  stop: z.array(stopRuleSchema),
  /** Where the outputs are written, one folder a port. */
  staging: z.string(),
  /** Where checkpoints of this work lie, and the least time between two of them. */
  checkpoints: z.object({ folder: z.string(), everyMs: z.number() }),
  /** Where relative paths of the config start. */
  folder: z.string(),
  uploads: z.string(),
  /** Endpoints with their keys; none for kinds that do not reach out. */
  endpoints: z.array(endpointSchema),
});
export type Job = z.infer<typeof jobSchema>;

/** From the runner to a worker. */
export const orderSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job'), job: jobSchema }),
  z.object({
    type: z.literal('judgements'),
    judgements: z.array(judgementRow),
    source: labelRevisionSchema,
  }),
  z.object({ type: z.literal('abort') }),
]);
export type Order = z.infer<typeof orderSchema>;

const pointSchema = z.object({ step: z.int(), values: z.record(z.string(), z.number()) });
const logLineSchema = z.object({ level: z.enum(['info', 'warn', 'error']), text: shownMessageSchema });
/** What a node has shown of itself: its curves and how far it is. */
export const shownSchema = z.object({
  points: z.array(pointSchema),
  progress: z.object({ fraction: z.number(), message: shownMessageSchema.optional() }).optional(),
  stop: stopStateSchema.optional(),
});
export const aboutSchema = z.object({
  facts: factsSchema.default({}),
  summary: z.array(summaryItemSchema).default([]),
  labels: labelSourceSchema.optional(),
});

/** From a worker to the runner. */
export const reportSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('progress'),
    fraction: z.number(),
    message: shownMessageSchema.optional(),
    /** The fraction at which this process went on from a checkpoint; 0 where it began at the beginning. */
    from: z.number().default(0),
  }),
  z.object({ type: z.literal('metrics'), points: z.array(pointSchema) }),
  z.object({ type: z.literal('log'), lines: z.array(logLineSchema) }),
  z.object({ type: z.literal('device'), use: deviceUseSchema }),
  /** A stop rule has fired, for the first time or once more in a process that went on from a checkpoint. */
  z.object({ type: z.literal('stop-rule'), ...firingSchema.shape }),
  z.object({ type: z.literal('saved') }),
  z.object({ type: z.literal('ask'), request: labelingRequestSchema }),
  z.object({
    type: z.literal('returned'),
    results: z.record(z.string(), z.number()),
    /** What the node said about each output it wrote. */
    outputs: z.record(z.string(), aboutSchema),
    /** What the process holds, in bytes. */
    memory: z.number(),
  }),
  z.object({ type: z.literal('failed'), error: localizedSchema, diskFull: z.boolean() }),
]);
/** A report, with the number of the job among those of its process. */
export const messageSchema = z.object({ job: z.int(), report: reportSchema });
export type Report = z.infer<typeof reportSchema>;
export type Point = z.infer<typeof pointSchema>;
export type Shown = z.infer<typeof shownSchema>;
export type LogLine = z.infer<typeof logLineSchema>;
export type About = z.infer<typeof aboutSchema>;
