import { z } from 'zod';
import type { NodeSpec } from './node-spec.ts';
import type { Localized } from './text.ts';

/** How one config field is shown and what it means for the cache. */
export interface FieldMeta {
  title: Localized;
  help: Localized;
  unit?: Localized;
  /** False for fields that never change the result (names, folders to copy to). Default true. */
  affectsResult?: boolean;
  /** A wish for the form, where the type alone does not say it. */
  widget?: 'multiline' | 'file' | 'directory' | 'slider' | 'rules';
  /** A folder that the node writes to: it need not be there before. */
  writes?: boolean;
  /** Shown only when the form's "more" is open. */
  advanced?: boolean;
  /** Labels of an enum's options. */
  options?: Record<string, Localized>;
  /** Show only while another field has one of these values. */
  showWhen?: { field: string; is: readonly (string | number | boolean)[] };
}

const registry = z.registry<FieldMeta>();

/** Attaches a title and help to a config field: `learningRate: field(z.number().default(1e-3), { title, help })`. */
export function field<Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema {
  registry.add(schema, meta);
  return schema;
}

export type FieldType = 'number' | 'integer' | 'string' | 'boolean' | 'choice' | 'json';

/** One row of the inspector's form. */
export interface FieldDescription extends FieldMeta {
  name: string;
  type: FieldType;
  default: unknown;
  required: boolean;
  minimum?: number;
  maximum?: number;
  choices?: string[];
}

interface JsonSchema {
  type?: string;
  enum?: string[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

function fieldType(schema: JsonSchema): FieldType {
  if (schema.enum) return 'choice';
  switch (schema.type) {
    case 'number':
    case 'integer':
    case 'string':
    case 'boolean':
      return schema.type;
    default:
      return 'json';
  }
}

function describeField(name: string, schema: z.ZodType, required: boolean): FieldDescription {
  const meta = registry.get(schema);
  if (!meta) throw new Error(`Config field "${name}" has no title and help; wrap it in field(…).`);
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const bounded = (value: number | undefined) =>
    value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
  return {
    ...meta,
    name,
    type: fieldType(json),
    default: json.default,
    required,
    minimum: bounded(json.minimum ?? json.exclusiveMinimum),
    maximum: bounded(json.maximum ?? json.exclusiveMaximum),
    choices: json.enum,
  };
}

/** The form of a node kind, in the order of its config. */
export function describeConfig(spec: NodeSpec): FieldDescription[] {
  return Object.entries(spec.config.shape).map(([name, schema]) => {
    const zodSchema = schema as z.ZodType;
    return describeField(name, zodSchema, !zodSchema.safeParse(undefined).success);
  });
}

/** The part of a parsed config that the result depends on; the cache key is made of it. */
export function resultConfig(spec: NodeSpec, config: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(spec.config.shape).filter(
    ([, schema]) => registry.get(schema as z.ZodType)?.affectsResult !== false,
  );
  return Object.fromEntries(kept.map(([name]) => [name, config[name]]));
}
