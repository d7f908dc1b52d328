import { describe, expect, test } from 'vitest';
import type { NodeSpec } from './node-spec.ts';
import { applySettings, migrateConfig, parseConfig } from './parameters.ts';
import { graph, kinds } from './testing/kinds.ts';

const two = graph('m:model t:tune', 'm.model → t.model');
const set = (...settings: string[]) => applySettings(two, settings, kinds);

describe('settings', () => {
  test('change a copy; values are JSON where they read as JSON, else text', () => {
    const before = structuredClone(two);
    const changed = set('t.rate=0.25', 'm.tokenizer=big=bigger', 'm.size=["a"]', 'seed=7');
    expect(changed.nodes.map(({ config }) => config)).toEqual([
      { size: ['a'], tokenizer: 'big=bigger' },
      { rate: 0.25 },
    ]);
    expect(changed.seed).toBe(7);
    expect(two).toEqual(before);
  });

  test('name a field by the parameter that the graph lays open for it', () => {
    const open = { ...two, parameters: [{ id: 'speed', node: 't', field: 'rate' }] };
    expect(applySettings(open, ['speed=0.5'], kinds).nodes[1]?.config).toEqual({ rate: 0.5 });
    expect(() => applySettings(open, ['spede=1'], kinds)).toThrow(
      'This graph has no parameter "spede"; its parameters are speed.',
    );
  });

  test('later settings win, and a text may span lines', () => {
    expect(set('t.rate=1', 't.rate=2').nodes[1]?.config).toEqual({ rate: 2 });
    expect(set('m.tokenizer=a\nb').nodes[0]?.config.tokenizer).toBe('a\nb');
  });

  test.each([
    ['rate', 'The graph file is wrong at --set: "rate" does not read as node.parameter=value.'],
    ['t=1', 'The graph file is wrong at --set: "t=1" does not read as node.parameter=value.'],
    ['=1', 'The graph file is wrong at --set: "=1" does not read as node.parameter=value.'],
    ['x.rate=1', 'There is no node "x" in this graph; its nodes are m, t.'],
    ['t.rat=1', 'Node "t" (tune) has no parameter "rat"; did you mean "rate"?'],
    ['t.rate.deep=1', 'Node "t" (tune) has no parameter "rate.deep"; it has rate..'],
    ['t.toString=1', 'Node "t" (tune) has no parameter "toString"; it has rate..'],
    ['seed=abc', 'The graph file is wrong at seed: "abc" is not a whole number from 0 to 4294967295.'],
    ['seed=-1', 'The graph file is wrong at seed: "-1" is not a whole number from 0 to 4294967295.'],
    ['seed=', 'The graph file is wrong at seed: "" is not a whole number from 0 to 4294967295.'],
  ])('%j is refused', (setting, sentence) => {
    expect(() => set(setting)).toThrow(sentence.replace('..', '.'));
  });
});

describe('a saved config', () => {
  const tune = kinds.get('tune') as NodeSpec;

  test('of every older version is migrated step by step', () => {
    expect(migrateConfig(tune, 1, { speed: 2, other: 1 })).toEqual({ rate: 2, other: 1 });
    expect(migrateConfig(tune, 2, { pace: 2 })).toEqual({ rate: 2 });
    expect(migrateConfig(tune, 3, { pace: 2 })).toEqual({ pace: 2 });
  });

  test('is checked field by field, with every fault named', () => {
    const { nodes } = graph('m:model', '', { m: { size: 1.5, tokenizer: 3, colour: 'red' } });
    const { problems } = parseConfig(kinds.get('model') as NodeSpec, nodes[0] as never);
    expect(problems.map(({ code, parameter }) => `${code} ${parameter}`)).toEqual([
      'unknown-parameter colour',
      'bad-parameter tokenizer',
      'bad-parameter size',
    ]);
  });
});
