import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  blankValue,
  discriminatorOf,
  type ItemSchema,
  isLocalized,
  isTextList,
  variantName,
  variantOf,
  variantsOf,
} from './listSchema.ts';

const rules = z.array(
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('length'), unit: z.enum(['words', 'characters']), minimum: z.int().min(0) }),
    z.object({
      type: z.literal('contains'),
      title: z.object({ en: z.string(), zh: z.string() }),
      phrases: z.array(z.string()).min(1),
    }),
  ]),
);
const schema = z.toJSONSchema(rules) as ItemSchema;
const variants = variantsOf(schema);

test('the variants of a list are told apart by their constant property', () => {
  expect(discriminatorOf(variants)).toBe('type');
  expect(variants.map((one) => variantName(one, 'type'))).toEqual(['length', 'contains']);
  expect(variantName(variantOf({ type: 'contains' }, variants), 'type')).toBe('contains');
});

test('a new item of any variant is valid', () => {
  expect(rules.safeParse(variants.map(blankValue)).error).toBeUndefined();
});

test('texts in both languages and lists of texts have controls of their own', () => {
  const { title, phrases } = variants[1]?.properties ?? {};
  expect([title && isLocalized(title), phrases && isTextList(phrases)]).toEqual([true, true]);
});
