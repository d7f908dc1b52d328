import type { z } from 'zod';
import { ID_PATTERN } from './graph.ts';
import { type Localized, localizedSchema, text } from './text.ts';

const missing = text('is missing; give it a value', '未填写；请填写');
const misshapen = text('is not as it should be', '不正确');
const noId = text(
  'must begin with a Latin letter and hold only such letters, digits, "-" and "_"',
  '须以拉丁字母开头，且只能包含拉丁字母、数字、“-”和“_”',
);

const types: Readonly<Record<string, Localized>> = {
  number: text('a number', '数字'),
  int: text('a whole number', '整数'),
  string: text('a text', '文本'),
  boolean: text('true or false', 'true 或 false'),
  array: text('a list', '列表'),
  object: text('an object', '对象'),
  record: text('an object', '对象'),
};

/** What a value is, in words. */
function typeOf(value: unknown): Localized {
  if (value === null || (typeof value === 'number' && !Number.isFinite(value)))
    return text(String(value), String(value));
  const name = Array.isArray(value) ? 'array' : typeof value;
  return types[name] ?? text(name, name);
}

/** Chinese keeps a space before Latin letters. */
const apart = (zh: string) => (/^[\x20-\x7e]/.test(zh) ? ` ${zh}` : zh);

function wrongType(expected: string, value: unknown): Localized {
  const wanted = types[expected] ?? text(expected, expected);
  if (expected === 'int' && typeof value === 'number' && Number.isFinite(value))
    return text(`must be ${wanted.en}`, `应为${apart(wanted.zh)}`);
  const given = typeOf(value);
  return text(`must be ${wanted.en}, not ${given.en}`, `应为${apart(wanted.zh)}，而不是${apart(given.zh)}`);
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall): Localized {
  if (origin === 'string' && minimum === 1) return text('must not be empty', '不能为空');
  if (origin === 'string')
    return text(`must have at least ${minimum} characters`, `至少需要 ${minimum} 个字符`);
  if (origin === 'array') return text(`must have at least ${minimum} entries`, `至少需要 ${minimum} 项`);
  return inclusive
    ? text(`must be at least ${minimum}`, `不得小于 ${minimum}`)
    : text(`must be more than ${minimum}`, `必须大于 ${minimum}`);
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig): Localized {
  if (origin === 'string') return text(`must have at most ${maximum} characters`, `最多 ${maximum} 个字符`);
  if (origin === 'array') return text(`must have at most ${maximum} entries`, `最多 ${maximum} 项`);
  return inclusive
    ? text(`must be at most ${maximum}`, `不得大于 ${maximum}`)
    : text(`must be less than ${maximum}`, `必须小于 ${maximum}`);
}

function noneOf(values: readonly unknown[]): Localized {
  const named = values.map((value) => JSON.stringify(value));
  return values.length === 1
    ? text(`must be ${named[0]}`, `必须是 ${named[0]}`)
    : text(`must be one of ${named.join(', ')}`, `必须是 ${named.join('、')} 之一`);
}

/**
 * What zod has against a value, as a clause after the name of the place: "must be at least 1". `root` is what was
 * checked as a whole. A refinement gives its own clause, in both languages, as `params`.
 */
export function complaint(root: unknown, issue: z.core.$ZodIssue): Localized {
  const value = issue.path.reduce<unknown>(
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    root,
  );
  if (value === undefined) return missing;
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, value);
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'not_multiple_of':
      return text(`must be a multiple of ${issue.divisor}`, `必须是 ${issue.divisor} 的倍数`);
    case 'invalid_value':
      return noneOf(issue.values);
    case 'invalid_format':
      return issue.pattern === String(ID_PATTERN) ? noId : misshapen;
    case 'custom':
      return localizedSchema.safeParse(issue.params).data ?? misshapen;
    default:
      return misshapen;
  }
}
