import { describe, expect, test } from 'vitest';
import { emptyGraph, graphSchema, idSchema } from './graph.ts';
import { parseGraph, parseGraphText } from './parse.ts';
import { graph } from './testing/kinds.ts';

describe('a graph file', () => {
  test('written and read again is the same, also with a byte order mark', () => {
    const one = graph('a:source b:collect', 'a.prompts → b.all');
    expect(parseGraphText(JSON.stringify(one), 'a.json')).toEqual(one);
    expect(parseGraphText(`\uFEFF${JSON.stringify(one)}`, 'a.json')).toEqual(one);
  });

  test('may leave out what has a default', () => {
    const parsed = parseGraph({ format: 'heed/graph', version: 1, name: 'x', nodes: [], edges: [] });
    expect(parsed).toEqual(emptyGraph('x'));
  });

  test.each([
    [null, /^This is no pipeline of Heed: /],
    [[], /^This is no pipeline of Heed: /],
    ['text', /^This is no pipeline of Heed: /],
    [{ ...emptyGraph('x'), format: 'comfy' }, /^This is no pipeline of Heed: /],
    [{ ...emptyGraph('x'), nodes: [{ id: '1 2' }] }, /^The graph file is wrong at nodes\.0\.id: /],
    [{ ...emptyGraph('x'), seed: 1.5 }, /^The graph file is wrong at seed: /],
  ])('%j is refused with the place', (value, sentence) => {
    expect(() => parseGraph(value)).toThrow(sentence);
  });

  test('with many faults names the first ten', () => {
    const nodes = Array.from({ length: 50 }, () => ({}));
    expect.assertions(1);
    try {
      parseGraph({ ...emptyGraph('x'), nodes });
    } catch (error) {
      expect((error as Error).message.split('\n')).toHaveLength(10);
    }
  });

  test('keeps an odd config key as data, without touching any prototype', () => {
    const json = JSON.stringify(graph('a:source')).replace('"config":{}', '"config":{"__proto__":{"odd":1}}');
    parseGraphText(json, 'a.json');
    expect(({} as { odd?: number }).odd).toBeUndefined();
  });
});

test.each([
  ['a', true],
  ['ppo-2_b', true],
  ['', false],
  ['2a', false],
  ['a b', false],
  ['a.b', false],
  ['节点', false],
  ['constructor', false],
  ['isPrototypeOf', false],
  ['toLocaleString', false],
  ['prototype', false],
  ['__proto__', false],
  [`a${'b'.repeat(64)}`, false],
])('the id %j is good: %s', (id, good) => {
  expect(idSchema.safeParse(id).success).toBe(good);
  expect(graphSchema.shape.nodes.element.shape.id.safeParse(id).success).toBe(good);
});
