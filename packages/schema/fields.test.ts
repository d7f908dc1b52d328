import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { describeConfig, field, resultConfig } from './fields.ts';
import type { NodeSpec } from './node-spec.ts';
import { text } from './text.ts';

const about = { title: text('Name', '名称'), help: text('Help.', '帮助。') };

function specWith(config: z.ZodObject): NodeSpec {
  return {
    kind: 'k',
    version: 1,
    category: 'data',
    title: about.title,
    summary: about.help,
    inputs: {},
    outputs: {},
    config,
    metrics: {},
  };
}

describe('the form of a config', () => {
  test('has a row for each field with its type, default and range', () => {
    const options = { fast: text('Fast', '快'), slow: text('Slow', '慢') };
    const rows = describeConfig(
      specWith(
        z.object({
          file: field(z.string().min(1), { ...about, widget: 'file' }),
          rate: field(z.number().min(0).max(1).default(0.1), { ...about, unit: text('per step', '每步') }),
          steps: field(z.int().min(1).default(10), about),
          mode: field(z.enum(['fast', 'slow']).default('fast'), { ...about, options }),
          on: field(z.boolean().default(true), about),
          rules: field(z.array(z.object({ a: z.string() })).default([{ a: 'x' }]), about),
        }),
      ),
    );
    expect(
      rows.map(({ name, type, required, minimum, maximum }) => [name, type, required, minimum, maximum]),
    ).toEqual([
      ['file', 'string', true, undefined, undefined],
      ['rate', 'number', false, 0, 1],
      ['steps', 'integer', false, 1, undefined],
      ['mode', 'choice', false, undefined, undefined],
      ['on', 'boolean', false, undefined, undefined],
      ['rules', 'json', false, undefined, undefined],
    ]);
    expect(rows.map((row) => row.default)).toEqual([undefined, 0.1, 10, 'fast', true, [{ a: 'x' }]]);
    expect(rows[1]).toMatchObject({ title: about.title, unit: { en: 'per step' } });
    expect(rows[3]).toMatchObject({ choices: ['fast', 'slow'], options });
  });

  test('refuses a field without title and help', () => {
    expect(() => describeConfig(specWith(z.object({ bare: z.string() })))).toThrow(
      'Config field "bare" has no title and help; wrap it in field(…).',
    );
  });
});

test('the part of a config that the cache sees leaves out what never changes the result', () => {
  const spec = specWith(
    z.object({
      rate: field(z.number(), about),
      label: field(z.string(), { ...about, affectsResult: false }),
      sure: field(z.string(), { ...about, affectsResult: true }),
    }),
  );
  expect(resultConfig(spec, { rate: 1, label: 'x', sure: 'y', stray: 2 })).toEqual({ rate: 1, sure: 'y' });
});
