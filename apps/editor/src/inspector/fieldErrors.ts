import { complaint, type FieldDescription, type Language, type NodeSpec } from '@heed/schema';
import type { z } from 'zod';
import type { useInspectorWords } from './words.ts';

export type InspectorWords = ReturnType<typeof useInspectorWords>;

/** What is wrong with a value of a config field, in one sentence; undefined where nothing is. */
export function fieldError(
  spec: NodeSpec,
  field: FieldDescription,
  value: unknown,
  words: InspectorWords,
  language: Language,
): string | undefined {
  const schema = spec.config.shape[field.name] as z.ZodType | undefined;
  const result = schema?.safeParse(value);
  if (!result || result.success) return undefined;
  if (value === undefined || value === '') return words('required');
  if (field.type === 'number' || field.type === 'integer') return numberError(field, value, words);
  const [issue] = result.error.issues;
  if (!issue) return undefined;
  const { [language]: clause } = complaint(value, issue);
  return issue.path.length > 0
    ? words('wrongPlace', { path: issue.path.join('.'), clause })
    : words('wrongValue', { clause });
}

function numberError(field: FieldDescription, value: unknown, words: InspectorWords): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) return words('notNumber');
  if (field.type === 'integer' && !Number.isInteger(value)) return words('notInteger');
  const { minimum: low, maximum: high } = field;
  if (low !== undefined && value === low) return words('above', { low });
  if (low !== undefined && high !== undefined) return words('between', { low, high });
  return low !== undefined ? words('atLeast', { low }) : words('atMost', { high: high ?? '' });
}

/** The range of a number field in words; undefined where it has none. */
export function rangeOf(field: FieldDescription, words: InspectorWords): string | undefined {
  const { minimum: low, maximum: high } = field;
  if (low !== undefined && high !== undefined) return words('range', { low, high });
  if (low !== undefined) return words('from', { low });
  return high === undefined ? undefined : words('to', { high });
}

/** Does the form show this field, given the values of the others? */
export function isShown(field: FieldDescription, currentValue: (name: string) => unknown): boolean {
  const { showWhen } = field;
  return !showWhen || showWhen.is.some((value) => value === currentValue(showWhen.field));
}
