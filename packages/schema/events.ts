import { z } from 'zod';
import { deviceUseSchema } from './devices.ts';
import { firedRuleSchema } from './stop-rules.ts';
import { localizedSchema, messageSchema } from './text.ts';
import { cacheDecisionSchema } from './why.ts';

export const runStates = [
  'queued',
  'running',
  'waiting_human',
  'cancelling',
  'cancelled',
  'failed',
  'succeeded',
  'interrupted',
  'paused',
] as const;
export type RunState = (typeof runStates)[number];
/** States that a run never leaves. */
export const finalRunStates: ReadonlySet<RunState> = new Set(['cancelled', 'failed', 'succeeded']);

export const nodeStates = [
  'queued',
  'leased',
  'starting',
  'running',
  'publishing',
  'succeeded',
  'waiting_human',
  'cancelling',
  'cancelled',
  'failed',
  'lost',
  'skipped',
] as const;
export type NodeState = (typeof nodeStates)[number];

const payloadSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run-state'), state: z.enum(runStates), error: localizedSchema.optional() }),
  z.object({
    type: z.literal('node-state'),
    node: z.string(),
    state: z.enum(nodeStates),
    attempt: z.int(),
    cache: cacheDecisionSchema.optional(),
    /** One sentence: what failed, where, what to do. */
    error: localizedSchema.optional(),
  }),
  z.object({
    type: z.literal('progress'),
    node: z.string(),
    /** 0 to 1. */
    fraction: z.number(),
    message: messageSchema.optional(),
    secondsLeft: z.number().optional(),
  }),
  /** Points of curves, batched: one entry a step. */
  z.object({
    type: z.literal('metrics'),
    node: z.string(),
    points: z.array(z.object({ step: z.int(), values: z.record(z.string(), z.number()) })),
  }),
  z.object({
    type: z.literal('log'),
    node: z.string(),
    level: z.enum(['info', 'warn', 'error']),
    text: messageSchema,
  }),
  /** The node has found out where it computes. */
  z.object({ type: z.literal('device'), node: z.string(), ...deviceUseSchema.shape }),
  /** A stop rule of the node has paused the run or ended the node's work. */
  z.object({ type: z.literal('stop-rule'), node: z.string(), ...firedRuleSchema.shape }),
  z.object({ type: z.literal('output'), node: z.string(), port: z.string(), artifact: z.string() }),
  z.object({
    ...{ type: z.literal('labeling'), node: z.string(), done: z.int(), total: z.int() },
    /** Tasks on which labelers disagree and which somebody is to decide. */
    disputes: z.int().optional(),
  }),
]);

/** One line of a run's append-only log; `seq` is the SSE id and never repeats. */
export const eventSchema = z.object({
  seq: z.int(),
  run: z.string(),
  /** Milliseconds since 1970. */
  at: z.int(),
  payload: payloadSchema,
});
export type RunEvent = z.infer<typeof eventSchema>;
export type EventPayload = z.infer<typeof payloadSchema>;
