import { checkWire, emptyGraph, type Graph, plan } from '@heed/schema';
import { expect, test } from 'vitest';
import { testCatalogue as catalogue } from './testKinds.ts';
import { fittingPort, openPorts, refuseWire, wireBetween } from './wiring.ts';

const end = (name: string) => {
  const [node = '', port = ''] = name.split('.');
  return { node, port };
};

/** `drawn({ a: 'model', b: 'tune' }, ['a.model', 'b.model'])` */
function drawn(nodes: Record<string, string>, ...wires: [string, string][]): Graph {
  return {
    ...emptyGraph('test'),
    nodes: Object.entries(nodes).map(([id, kind]) => ({
      id,
      kind,
      version: 1,
      position: { x: 0, y: 0 },
      config: {},
    })),
    edges: wires.map(([from, to]) => ({ from: end(from), to: end(to) })),
  };
}

const refused = (graph: Graph, from: string, to: string) => refuseWire(graph, catalogue, end(from), end(to));

test('a wire of the wrong type is refused in the words of the runner, with the node that would convert it', () => {
  const graph = drawn({ a: 'model', r: 'reward' });
  const problem = refused(graph, 'a.model', 'r.preferences');
  const wired = drawn({ a: 'model', r: 'reward' }, ['a.model', 'r.preferences']);
  expect(problem).toEqual(checkWire(wired, catalogue, 0));
  expect(problem?.fix).toEqual({
    action: 'insert-node',
    kind: 'judge',
    input: 'model',
    output: 'preferences',
  });
});

test('a taken input refuses a second wire and says which one it holds', () => {
  const graph = drawn({ a: 'model', b: 'model', t: 'tune' }, ['a.model', 't.model']);
  expect(refused(graph, 'b.model', 't.model')?.message.en).toContain('already has a wire from a.model');
});

test('a wire that would close a circle is refused with the way round', () => {
  const graph = drawn({ s: 'tune', t: 'tune', u: 'tune' }, ['s.model', 't.model'], ['t.model', 'u.model']);
  expect(refused(graph, 'u.model', 's.model')?.message.en).toContain('u → s → t → u');
  expect(refused(graph, 's.model', 's.model')?.code).toBe('cycle');
});

test('two models with different tokenizers may not meet, even far down the wires', () => {
  const graph = drawn(
    { a: 'model', b: 'model', t: 'tune', c: 'compare' },
    ['a.model', 'c.first'],
    ['t.model', 'c.second'],
  );
  const problem = refused(graph, 'b.model', 't.model');
  expect(problem?.code).toBe('facts-differ');
  const wired = drawn(
    { a: 'model', b: 'model', t: 'tune', c: 'compare' },
    ['a.model', 'c.first'],
    ['t.model', 'c.second'],
    ['b.model', 't.model'],
  );
  expect(plan(wired, catalogue).problems).toContainEqual(problem);
  expect(refused(graph, 'a.model', 't.model')).toBeUndefined();
});

test('ports that fit light up: right type, free, and not behind the start', () => {
  const graph = drawn(
    { s: 'tune', t: 'tune', u: 'tune', v: 'tune', r: 'reward' },
    ['s.model', 't.model'],
    ['t.model', 'u.model'],
  );
  const from = openPorts(graph, catalogue, { node: 'u', port: 'model', side: 'output' });
  expect([...from]).toEqual(['input:v.model']);
  const to = openPorts(graph, catalogue, { node: 's', port: 'model', side: 'input' });
  expect([...to]).toEqual(['output:v.model']);
});

test('every port that lights up takes the wire, and every other refuses it', () => {
  const graph = drawn(
    { a: 'model', s: 'tune', t: 'tune', r: 'reward', j: 'judge' },
    ['s.model', 't.model'],
    ['t.model', 'j.model'],
  );
  for (const from of ['a.model', 's.model', 't.model', 'j.preferences']) {
    const open = openPorts(graph, catalogue, { ...end(from), side: 'output' });
    for (const to of ['s.model', 't.model', 'j.model', 'r.preferences'])
      expect([from, to, open.has(`input:${to}`)]).toEqual([from, to, refused(graph, from, to) === undefined]);
  }
});

test('a wire has the same ends from whichever port it was begun', () => {
  const output = { node: 'a', port: 'model', side: 'output' } as const;
  const input = { node: 't', port: 'model', side: 'input' } as const;
  expect(wireBetween(input, output)).toEqual(wireBetween(output, input));
  expect(wireBetween(output, output)).toBeUndefined();
});

test('a kind fits at the end of a wire by its first port that takes it', () => {
  const graph = drawn({ a: 'model', r: 'reward' });
  const output = { node: 'a', port: 'model', side: 'output' } as const;
  expect(fittingPort(graph, catalogue, output, 'compare')).toBe('first');
  expect(fittingPort(graph, catalogue, output, 'reward')).toBeUndefined();
  const input = { node: 'r', port: 'preferences', side: 'input' } as const;
  expect(fittingPort(graph, catalogue, input, 'judge')).toBe('preferences');
});
