import humanLabeling from '@heed/nodes/human-labeling/spec.ts';
import mediaSource from '@heed/nodes/media-source/spec.ts';
import {
  type Catalogue,
  checkWire,
  emptyGraph,
  type Graph,
  type NodeSpec,
  type Problem,
  plan,
} from '@heed/schema';
import { expect, test } from 'vitest';
import { testCatalogue as catalogue } from './testKinds.ts';
import { fixWire, wireFix } from './wireFixes.ts';
import { comparedLandings, draw, fittingPort, landings, refuseWire, wireBetween } from './wiring.ts';

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

test('where nothing converts, the nearest output that fits a free input is offered in its place', () => {
  const graph = drawn({ a: 'model', j: 'judge', t: 'tune' });
  const [from, to] = [end('j.preferences'), end('t.model')];
  const problem = refuseWire(graph, catalogue, from, to) as Problem;
  const fix = wireFix(graph, catalogue, problem, from, to);
  expect(fix).toEqual({ action: 'wire-instead', by: end('a.model') });
  const fixed = fix && fixWire(graph, catalogue, fix, from, to);
  expect(fixed?.edges).toEqual([{ from: end('a.model'), to }]);
  const wired = drawn({ a: 'model', j: 'judge', t: 'tune' }, ['a.model', 't.model']);
  expect(wireFix(wired, catalogue, problem, from, to)).toBeUndefined();
});

test('a taken input gives up its wire for a new one, an input of many keeps both', () => {
  const graph = drawn({ a: 'model', b: 'model', t: 'tune' }, ['a.model', 't.model']);
  expect(refused(graph, 'b.model', 't.model')).toBeUndefined();
  const lit = landings(graph, catalogue, { ...end('b.model'), side: 'output' });
  expect(lit.get('input:t.model')).toEqual({ kind: 'taken', from: end('a.model') });
  expect(draw(graph, catalogue, end('b.model'), end('t.model')).edges).toEqual([
    { from: end('b.model'), to: end('t.model') },
  ]);
  expect(draw(graph, catalogue, end('a.model'), end('t.model'))).toBe(graph);
});

/** Two models, of which one is compared with itself tuned. */
const compared = () =>
  drawn({ a: 'model', b: 'model', t: 'tune', c: 'compare' }, ['a.model', 'c.first'], ['t.model', 'c.second']);

test('ports where tokenizers would differ are told apart, with the sentence of the plan', () => {
  const start = { ...end('b.model'), side: 'output' } as const;
  const lit = landings(compared(), catalogue, start);
  const seen = comparedLandings(compared(), catalogue, start, lit);
  expect([...seen].map(([key, { kind }]) => [key, kind])).toEqual([
    ['input:t.model', 'differs'],
    ['input:c.first', 'taken'],
    ['input:c.second', 'differs'],
  ]);
});

test('a wire that does not agree is fixed by giving the other input the same model', () => {
  const [from, to] = [end('b.model'), end('t.model')];
  const problem = refuseWire(compared(), catalogue, from, to);
  if (!problem) throw new Error('The wire was not refused.');
  const fix = wireFix(compared(), catalogue, problem, from, to);
  const old = { from: end('a.model'), to: end('c.first') };
  expect(fix).toEqual({ action: 'adapt', others: [{ old, by: end('b.model') }] });
  if (!fix) return;
  const fixed = fixWire(compared(), catalogue, fix, from, to);
  expect(plan(fixed, catalogue).problems).toEqual([]);
});

test('several wires that do not agree are changed together; one for which there is nothing else goes', () => {
  const graph = drawn(
    { a: 'model', b: 'model', t: 'tune', u: 'tune', c: 'compare', d: 'compare' },
    ['a.model', 'c.first'],
    ['t.model', 'c.second'],
    ['a.model', 'd.first'],
    ['t.model', 'd.second'],
  );
  const [from, to] = [end('b.model'), end('t.model')];
  const problem = refuseWire(graph, catalogue, from, to);
  const fix = problem && wireFix(graph, catalogue, problem, from, to);
  expect(fix?.action === 'adapt' && fix.others.map(({ old }) => old.to)).toEqual([
    end('c.first'),
    end('d.first'),
  ]);
  const fixed = fix && fixWire(graph, catalogue, fix, from, to);
  expect(fixed && plan(fixed, catalogue).problems.filter(({ code }) => code === 'facts-differ')).toEqual([]);
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

/** Ports that take a wire and have none yet. */
function openPorts(...wiring: Parameters<typeof landings>): string[] {
  return [...landings(...wiring)].flatMap(([key, { kind }]) => (kind === 'free' ? [key] : []));
}

test('ports that fit light up: right type, free, and not behind the start', () => {
  const graph = drawn(
    { s: 'tune', t: 'tune', u: 'tune', v: 'tune', r: 'reward' },
    ['s.model', 't.model'],
    ['t.model', 'u.model'],
  );
  const from = openPorts(graph, catalogue, { node: 'u', port: 'model', side: 'output' });
  expect(from).toEqual(['input:v.model']);
  const to = openPorts(graph, catalogue, { node: 's', port: 'model', side: 'input' });
  expect(to).toEqual(['output:v.model']);
});

test('every port that lights up takes the wire, and every other refuses it', () => {
  const graph = drawn(
    { a: 'model', s: 'tune', t: 'tune', r: 'reward', j: 'judge' },
    ['s.model', 't.model'],
    ['t.model', 'j.model'],
  );
  for (const from of ['a.model', 's.model', 't.model', 'j.preferences']) {
    const lit = landings(graph, catalogue, { ...end(from), side: 'output' });
    const wired = graph.edges.filter((wire) => wire.from.node === end(from).node).map((wire) => wire.to.node);
    for (const to of ['s.model', 't.model', 'j.model', 'r.preferences'])
      if (!wired.includes(end(to).node))
        expect([from, to, lit.has(`input:${to}`)]).toEqual([
          from,
          to,
          refused(graph, from, to) === undefined,
        ]);
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

test('pictures at a form for texts are refused while the wire is drawn, before their table is chosen', () => {
  const kinds: Catalogue = new Map(
    [humanLabeling, mediaSource].map((spec) => [spec.kind, spec as unknown as NodeSpec]),
  );
  const asked = (form: string): Graph => {
    const begun = drawn({ m: 'media-source', h: 'human-labeling' });
    const config = (kind: string) => (kind === 'human-labeling' ? { form } : {});
    return { ...begun, nodes: begun.nodes.map((node) => ({ ...node, config: config(node.kind) })) };
  };
  const wire = [end('m.completions'), end('h.completions')] as const;
  expect(refuseWire(asked('pairwise'), kinds, ...wire)).toBeUndefined();
  const graph = asked('edit');
  expect(refuseWire(graph, kinds, ...wire)?.message.en).toBe(
    'Node "h": parameter "form" is "Critique and edit", which is for texts alone, but pictures are wired; choose another form.',
  );
  const start = { ...wire[0], side: 'output' } as const;
  const seen = comparedLandings(graph, kinds, start, landings(graph, kinds, start));
  expect(seen.get('input:h.completions')?.kind).toBe('differs');
});
