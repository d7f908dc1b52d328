import { z } from 'zod';
import { localizedSchema, text } from './text.ts';

export const GRAPH_FORMAT = 'heed/graph';
export const GRAPH_VERSION = 2;

/** How ids are written. */
export const ID_PATTERN = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Ids are safe as file names, object keys and `--set` paths. */
export const idSchema = z
  .string()
  .regex(ID_PATTERN)
  .refine((id) => id !== 'prototype' && !(id in Object.prototype), {
    params: text('is a reserved name; choose another one', '是保留名称；请换一个'),
  });

/** The longest name of a pipeline and of what stands on it. */
export const LONGEST_NAME = 200;

const coordinate = z.number().min(-1e6).max(1e6);
export const positionSchema = z.object({ x: coordinate, y: coordinate });

/** `off` takes a node and what cannot run without it out of runs; `bypass` hands its inputs on as its outputs. */
export const nodeModes = ['off', 'bypass'] as const;

/** Ends or pauses a node's work when one of its metrics says so. */
export const stopRuleSchema = z
  .object({
    metric: z.string().min(1).max(64),
    test: z.enum(['above', 'below', 'not-finite']),
    /** The bound of `above` and `below`. */
    value: z.number().optional(),
    /** For so many points in a row; 1 without it. */
    for: z.int().min(1).max(1e6).optional(),
    /** `pause` keeps the checkpoint and waits for a person, `finish` takes the result as it is. */
    action: z.enum(['pause', 'finish']),
  })
  .refine(({ test, value }) => test === 'not-finite' || value !== undefined, {
    path: ['value'],
  });

export const graphNodeSchema = z.object({
  id: idSchema,
  kind: z.string().min(1).max(64),
  /** The version of the kind that wrote `config`. */
  version: z.int().min(1),
  label: z.string().max(LONGEST_NAME).optional(),
  position: positionSchema,
  config: z.record(z.string(), z.unknown()).default({}),
  mode: z.enum(nodeModes).optional(),
  stop: z.array(stopRuleSchema).max(20).optional(),
});

export const endpointSchema = z.object({ node: idSchema, port: idSchema });
export const graphEdgeSchema = z.object({ from: endpointSchema, to: endpointSchema });

/** Colors of notes and groups. */
export const markColors = ['yellow', 'orange', 'red', 'violet', 'blue', 'green', 'gray'] as const;

export const noteSchema = z.object({
  id: idSchema,
  /** Markdown. */
  text: z.string().max(10_000),
  position: positionSchema,
  width: z.number().min(80).max(4000).optional(),
  height: z.number().min(40).max(4000).optional(),
  color: z.enum(markColors).optional(),
});

/** Nodes and notes that belong together; the box around them follows from their places. */
export const groupSchema = z.object({
  id: idSchema,
  title: z.string().max(LONGEST_NAME),
  /** Ids of nodes and notes. */
  nodes: z.array(idSchema).max(10_000),
  collapsed: z.boolean().optional(),
  color: z.enum(markColors).optional(),
});

/** A field of a node that people are asked for who use the graph as a template, and that `--set` knows by its id. */
export const parameterSchema = z.object({
  id: idSchema,
  node: idSchema,
  field: z.string().min(1).max(64),
  title: localizedSchema.optional(),
  help: localizedSchema.optional(),
});

/** What a person has to bring to run a graph that came as a template. */
export const needsSchema = z.object({
  /** In words: which data. */
  data: localizedSchema.optional(),
  /** How long a run takes on a usual computer. */
  minutes: z.number().positive().max(1e6).optional(),
  /** Fields that name a file or folder which does not come with the graph. */
  files: z
    .array(z.object({ node: idSchema, field: z.string().min(1).max(64), about: localizedSchema.optional() }))
    .max(100)
    .optional(),
});

/** A pipeline as saved: plain data, no expressions. */
export const graphSchema = z.object({
  format: z.literal(GRAPH_FORMAT),
  version: z.literal(GRAPH_VERSION),
  name: z.string().min(1).max(LONGEST_NAME),
  description: localizedSchema.optional(),
  /** Every random number of a run follows from it. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
  nodes: z.array(graphNodeSchema).max(10_000),
  edges: z.array(graphEdgeSchema).max(50_000),
  notes: z.array(noteSchema).max(1000).default([]),
  groups: z.array(groupSchema).max(1000).default([]),
  parameters: z.array(parameterSchema).max(1000).default([]),
  needs: needsSchema.optional(),
});

export type Graph = z.infer<typeof graphSchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type GraphEdge = z.infer<typeof graphEdgeSchema>;
export type GraphNote = z.infer<typeof noteSchema>;
export type GraphGroup = z.infer<typeof groupSchema>;
export type GraphParameter = z.infer<typeof parameterSchema>;
export type GraphNeeds = z.infer<typeof needsSchema>;
export type StopRule = z.infer<typeof stopRuleSchema>;
export type NodeMode = (typeof nodeModes)[number];
export type MarkColor = (typeof markColors)[number];
export type Endpoint = z.infer<typeof endpointSchema>;

/** An empty pipeline with a name. */
export function emptyGraph(name: string): Graph {
  return {
    ...{ format: GRAPH_FORMAT, version: GRAPH_VERSION, name, seed: 1 },
    ...{ nodes: [], edges: [], notes: [], groups: [], parameters: [] },
  };
}
