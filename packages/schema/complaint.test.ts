import { expect, test } from 'vitest';
import { z } from 'zod';
import { complaint } from './complaint.ts';
import { idSchema, stopRuleSchema } from './graph.ts';

const sample = z.object({
  rate: z.number().gt(0).max(1).default(0.1),
  count: z.int().min(1).multipleOf(2).default(2),
  name: z.string().min(1).max(5).default('x'),
  code: z.string().min(3).default('abc'),
  mode: z.enum(['fast', 'slow']).default('fast'),
  only: z.literal('heed').default('heed'),
  isOn: z.boolean().default(true),
  list: z
    .array(z.object({ id: idSchema }))
    .min(1)
    .max(2)
    .default([{ id: 'a' }]),
  stop: stopRuleSchema.optional(),
  digest: z
    .string()
    .regex(/^[0-9a-f]{4}$/)
    .default('0000'),
  either: z.union([z.number(), z.boolean()]).optional(),
});

test.each([
  [{ rate: 0 }, 'must be more than 0', '必须大于 0'],
  [{ rate: 2 }, 'must be at most 1', '不得大于 1'],
  [{ rate: 'fast' }, 'must be a number, not a text', '应为数字，而不是文本'],
  [{ rate: Number.NaN }, 'must be a number, not NaN', '应为数字，而不是 NaN'],
  [{ rate: null }, 'must be a number, not null', '应为数字，而不是 null'],
  [{ count: 1.5 }, 'must be a whole number', '应为整数'],
  [{ count: 0 }, 'must be at least 1', '不得小于 1'],
  [{ count: 3 }, 'must be a multiple of 2', '必须是 2 的倍数'],
  [{ name: '' }, 'must not be empty', '不能为空'],
  [{ name: 'too long' }, 'must have at most 5 characters', '最多 5 个字符'],
  [{ code: 'a' }, 'must have at least 3 characters', '至少需要 3 个字符'],
  [{ mode: 'x' }, 'must be one of "fast", "slow"', '必须是 "fast"、"slow" 之一'],
  [{ only: 'x' }, 'must be "heed"', '必须是 "heed"'],
  [{ isOn: 1 }, 'must be true or false, not a number', '应为 true 或 false，而不是数字'],
  [{ list: [] }, 'must have at least 1 entries', '至少需要 1 项'],
  [{ list: {} }, 'must be a list, not an object', '应为列表，而不是对象'],
  [{ list: [{}] }, 'is missing; give it a value', '未填写；请填写'],
  [
    { list: [{ id: '1 2' }] },
    'must begin with a Latin letter and hold only such letters, digits, "-" and "_"',
    '须以拉丁字母开头，且只能包含拉丁字母、数字、“-”和“_”',
  ],
  [{ list: [{ id: 'constructor' }] }, 'is a reserved name; choose another one', '是保留名称；请换一个'],
  [
    { stop: { metric: 'kl', test: 'above', value: null, action: 'pause' } },
    'must be a number, not null',
    '应为数字，而不是 null',
  ],
  [{ digest: 'x' }, 'is not as it should be', '不正确'],
  [{ either: 'x' }, 'is not as it should be', '不正确'],
])('%j: %s', (value, en, zh) => {
  const [issue] = sample.safeParse(value).error?.issues ?? [];
  expect(issue && complaint(value, issue)).toEqual({ en, zh });
});
