import { type GraphFile, graphEdgeSchema, graphNodeSchema, localizedSchema } from '@heed/schema';
import { z } from 'zod';
import { problemsView } from './views.ts';

/** As much of a graph as a picture of it takes. */
const sketchView = z.object({
  nodes: z.array(
    graphNodeSchema
      .pick({ id: true, kind: true, position: true })
      .extend({ label: localizedSchema.optional() }),
  ),
  edges: z.array(graphEdgeSchema),
});

const fieldView = z.object({
  node: z.string(),
  /** What the node is called on the canvas, or its kind. */
  nodeTitle: localizedSchema,
  field: z.string(),
  fieldTitle: localizedSchema,
  about: localizedSchema.optional(),
});

const templateNeedsView = z.object({
  /** In words: which data. */
  data: localizedSchema.optional(),
  /** Fields for which the person has to bring a file or folder. */
  files: z.array(fieldView),
  /** Does a run wait for people? */
  people: z.boolean(),
  /** From earlier runs of all its nodes here, else as the author says. */
  minutes: z.object({ low: z.number(), high: z.number(), measured: z.boolean() }).optional(),
  /** Bytes of its hungriest node, as far as sizes are known. */
  memory: z.object({ least: z.number(), most: z.number() }).optional(),
});

export const templateSummaryView = z.object({
  id: z.string(),
  /** Came with Heed, or was saved by somebody here. */
  source: z.enum(['shipped', 'own']),
  name: localizedSchema,
  description: localizedSchema.optional(),
  nodeCount: z.int(),
  parameterCount: z.int(),
  sketch: sketchView,
  needs: templateNeedsView,
  savedAt: z.int().optional(),
});

/** What keeps a pipeline from running on this machine. */
export const templateFileView = z.object({
  file: z.custom<GraphFile>((value) => typeof value === 'object' && value !== null),
});
export const checkView = problemsView.extend({
  /** Files and folders that its nodes read and that are not here. */
  missing: z.array(
    fieldView.extend({
      value: z.string(),
      kind: z.enum(['file', 'directory']),
      reason: z.enum(['empty', 'absent', 'upload']),
    }),
  ),
});

export type TemplateNeeds = z.infer<typeof templateNeedsView>;
export type TemplateSummary = z.infer<typeof templateSummaryView>;
export type PipelineCheck = z.infer<typeof checkView>;
export type MissingFile = PipelineCheck['missing'][number];
