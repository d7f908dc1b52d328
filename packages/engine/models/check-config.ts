import type { z } from 'zod';

/**
 * What a schema makes of a configuration. Throws one sentence that names the first key that does not fit; `subject` is
 * its beginning, e.g. "The gpt2 configuration".
 */
export function checkConfig<Schema extends z.ZodType>(
  subject: string,
  schema: Schema,
  json: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues as [z.core.$ZodIssue];
  const under = (key: PropertyKey | undefined) => (json as Record<PropertyKey, unknown>)?.[key ?? ''];
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    throw new Error(`${subject} has ${key} = ${JSON.stringify(under(key))}, which is not supported.`);
  }
  const value = under(issue.path[0]);
  if (value === undefined) throw new Error(`${subject} has no ${issue.path.join('.')}.`);
  throw new Error(`${subject} has ${issue.path.join('.')} = ${JSON.stringify(value)}: ${issue.message}.`);
}
