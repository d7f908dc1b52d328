import { z } from 'zod';
import { localizedSchema } from './text.ts';

export const GRAPH_FORMAT = 'heed/graph';
export const GRAPH_VERSION = 1;

/** Ids are safe as file names, object keys and `--set` paths. */
export const idSchema = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/)
  .refine((id) => id !== 'prototype' && !(id in Object.prototype), { error: 'reserved name' });

const coordinate = z.number().min(-1e6).max(1e6);
export const positionSchema = z.object({ x: coordinate, y: coordinate });

export const graphNodeSchema = z.object({
  id: idSchema,
  kind: z.string().min(1).max(64),
  /** The version of the kind that wrote `config`. */
  version: z.int().min(1),
  label: z.string().max(200).optional(),
  position: positionSchema,
  config: z.record(z.string(), z.unknown()).default({}),
});

export const endpointSchema = z.object({ node: idSchema, port: idSchema });
export const graphEdgeSchema = z.object({ from: endpointSchema, to: endpointSchema });

export const noteSchema = z.object({
  id: idSchema,
  text: z.string().max(10_000),
  position: positionSchema,
  width: z.number().min(80).max(4000).optional(),
  height: z.number().min(40).max(4000).optional(),
});

/** A pipeline as saved: plain data, no expressions. */
export const graphSchema = z.object({
  format: z.literal(GRAPH_FORMAT),
  version: z.literal(GRAPH_VERSION),
  name: z.string().min(1).max(200),
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
});

export type Graph = z.infer<typeof graphSchema>;
export type GraphNode = z.infer<typeof graphNodeSchema>;
export type GraphEdge = z.infer<typeof graphEdgeSchema>;
export type GraphNote = z.infer<typeof noteSchema>;
export type Endpoint = z.infer<typeof endpointSchema>;

/** An empty pipeline with a name. */
export function emptyGraph(name: string): Graph {
  return { format: GRAPH_FORMAT, version: GRAPH_VERSION, name, seed: 1, nodes: [], edges: [], notes: [] };
}
