import { defineNode, describeConfig, field, text } from '@heed/schema';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fieldError, type InspectorWords, isShown, rangeOf } from './fieldErrors.ts';

const meta = { title: text('x', '某'), help: text('x', '某') };
const spec = defineNode({
  kind: 'test',
  version: 1,
  category: 'data',
  title: meta.title,
  summary: meta.help,
  inputs: {},
  outputs: {},
  metrics: {},
  config: z.object({
    rate: field(z.number().gt(0).max(1).default(0.1), meta),
    count: field(z.int().min(1).default(3), meta),
    file: field(z.string().min(1), meta),
    rules: field(z.array(z.object({ weight: z.number() })).default([]), meta),
    column: field(z.string().default(''), { ...meta, showWhen: { field: 'count', is: [3, 4] } }),
  }),
});
const fields = Object.fromEntries(describeConfig(spec).map((one) => [one.name, one]));

/** Gives the key and the parameters back, so that a test reads which sentence was chosen. */
const words: InspectorWords = (key, parameters) => [key, ...Object.values(parameters ?? {})].join(' ');

function errorOf(name: string, value: unknown) {
  const one = fields[name];
  return one && fieldError(spec, one, value, words, 'en');
}

test('a number says its range, with an open end where the bound itself is out', () => {
  expect(errorOf('rate', 0.5)).toBeUndefined();
  expect(errorOf('rate', 2)).toBe('between 0 1');
  expect(errorOf('rate', 0)).toBe('above 0');
  expect(errorOf('count', 0)).toBe('atLeast 1');
  expect(errorOf('count', 1.5)).toBe('notInteger');
  expect(errorOf('count', 'three')).toBe('notNumber');
});

test('a field without a default says that it is needed', () => {
  expect(errorOf('file', undefined)).toBe('required');
  expect(errorOf('file', '')).toBe('required');
});

test('a fault inside a list names its place', () => {
  expect(errorOf('rules', [{ weight: 1 }, { weight: 'x' }])).toBe(
    'wrongPlace 1.weight must be a number, not a text',
  );
});

test('a field is shown while the one it hangs on has a fitting value', () => {
  const column = fields.column;
  expect(column && isShown(column, () => 4)).toBe(true);
  expect(column && isShown(column, () => 5)).toBe(false);
});

test('the range stands beside the help', () => {
  const { rate, count, file } = fields;
  expect([rate, count, file].map((one) => one && rangeOf(one, words))).toEqual([
    'range 0 1',
    'from 1',
    undefined,
  ]);
});
