import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRAPH_VERSION, type Graph, nodeModes } from './graph.ts';
import { arrivingFacts, plan } from './plan.ts';
import { graph, kinds } from './testing/kinds.ts';

const order = (one: Graph) => plan(one, kinds).steps.map(({ node }) => node);
const sentences = (one: Graph) => plan(one, kinds).problems.map(({ message }) => message.en);

const diamond = `
  base.model → left.model
  base.model → right.model
  left.model → end.first
  right.model → end.second
  data.prompts → end.prompts
  data.prompts → left.prompts
`;

describe('the order of a plan', () => {
  test('puts every node after its inputs and otherwise keeps the order of the file', () => {
    expect(order(graph('end:compare right:tune left:tune data:source base:model', diamond))).toEqual([
      'data',
      'base',
      'right',
      'left',
      'end',
    ]);
    expect(order(graph('c:source a:source b:source'))).toEqual(['c', 'a', 'b']);
  });

  test('names the wires of each input in drawing order', () => {
    const { steps, problems } = plan(
      graph('a:source b:source c:collect', 'b.prompts → c.all\na.prompts → c.all'),
      kinds,
    );
    expect(problems).toEqual([]);
    expect(steps.find(({ node }) => node === 'c')?.inputs).toEqual({
      all: [
        { node: 'b', port: 'prompts' },
        { node: 'a', port: 'prompts' },
      ],
    });
  });

  test('a chain of 1,000 nodes in shuffled file order runs from its start to its end', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `n${index}`);
    const wires = ids.slice(1).map((id, index) => `n${index}.model → ${id}.model`);
    const shuffled = ids.toSorted(
      (a, b) => ((Number(a.slice(1)) * 7919) % 1009) - ((Number(b.slice(1)) * 7919) % 1009),
    );
    const nodes = shuffled.map((id) => `${id}:${id === 'n0' ? 'model' : 'tune'}`).join(' ');
    const { steps, problems } = plan(graph(nodes, wires.join('\n')), kinds);
    expect(problems).toEqual([]);
    expect(steps.map(({ node }) => node)).toEqual(ids);
    expect(steps.at(-1)?.facts).toEqual({ model: { tokenizer: 'small', vocabularySize: 300 } });
  });

  test('a plan carries parsed configs: defaults filled in, old versions migrated', () => {
    const old = graph('base:model t:tune', 'base.model → t.model');
    Object.assign(old.nodes[1] ?? {}, { version: 1, config: { speed: 0.5 } });
    const { steps, problems } = plan(old, kinds);
    expect(problems).toEqual([]);
    expect(steps.map(({ config, version }) => [version, config])).toEqual([
      [1, { size: 300, tokenizer: 'small' }],
      [3, { rate: 0.5 }],
    ]);
  });
});

describe('a cycle', () => {
  test('is shown as a path in the direction of the wires', () => {
    const looped = graph(
      'base:model a:tune b:tune c:tune',
      'a.model → b.model\nb.model → c.model\nc.model → a.model',
    );
    const problem = plan(looped, kinds).problems.find(({ code }) => code === 'cycle');
    const [, path = ''] = /cycle: (.*);/.exec(problem?.message.en ?? '') ?? [];
    const nodes = path.split(' → ');
    expect(nodes).toHaveLength(4);
    expect(nodes[0]).toBe(nodes[3]);
    for (const [at, node] of nodes.slice(1).entries())
      expect(looped.edges.some(({ from, to }) => from.node === nodes[at] && to.node === node)).toBe(true);
    expect(plan(looped, kinds).steps).toEqual([]);
  });

  test('of one node is one too, and nodes behind a cycle are not blamed', () => {
    expect(sentences(graph('a:tune b:tune', 'a.model → a.model\na.model → b.model'))).toEqual([
      'The wires form a cycle: a → a; remove one of them.',
    ]);
  });
});

test('everything wrong is reported at once, also on a cycle and behind it', () => {
  const wrong = graph(
    'a:tune b:tune c:tune m:model d:dream',
    'a.model → b.model\nb.model → a.model\nb.model → c.prompts\ngone.x → c.model',
    { a: { rate: -1 }, m: { size: 'big' } },
  );
  expect(
    plan(wrong, kinds)
      .problems.map(({ code, node }) => `${code} ${node ?? ''}`.trim())
      .sort(),
  ).toEqual([
    'bad-parameter a',
    'bad-parameter m',
    'cycle a',
    'dangling-edge',
    'unknown-kind d',
    'wrong-type c',
  ]);
});

describe('facts', () => {
  test('travel along the wires; inputs that disagree are refused with both values', () => {
    const nodes = 'one:model two:model end:compare data:source t:tune';
    const wires =
      'one.model → t.model\nt.model → end.first\ntwo.model → end.second\ndata.prompts → end.prompts';
    expect(sentences(graph(nodes, wires))).toEqual([]);
    expect(sentences(graph(nodes, wires, { two: { tokenizer: 'big' } }))).toEqual([
      'Node "end": the tokenizer of its inputs must be the same, but first has "small" and second has "big".',
    ]);
  });

  test('of a node whose config is wrong are unknown, so that only the config is reported', () => {
    const wires = 'one.model → end.first\ntwo.model → end.second\ndata.prompts → end.prompts';
    const bad = graph('one:model two:model end:compare data:source', wires, { two: { tokenizer: 5 } });
    expect(plan(bad, kinds).problems.map(({ code, parameter }) => [code, parameter])).toEqual([
      ['bad-parameter', 'tokenizer'],
    ]);
  });
});

describe('any graph', () => {
  const ids = ['a', 'b', 'c', 'd', 'isPrototypeOf', 'toLocaleString'];
  const id = fc.constantFrom(...ids);
  const port = fc.constantFrom('model', 'prompts', 'first', 'all', 'isPrototypeOf', 'toString', 'none');
  const endpoint = fc.record({ node: fc.oneof(id, fc.constant('gone')), port });
  const node = fc.record({
    id,
    kind: fc.constantFrom(...kinds.keys(), 'unknown', 'constructor'),
    version: fc.integer({ min: 1, max: 4 }),
    position: fc.constant({ x: 0, y: 0 }),
    config: fc.dictionary(fc.constantFrom('size', 'rate', 'tokenizer', 'sizes', '__proto__'), fc.jsonValue()),
    mode: fc.option(fc.constantFrom(...nodeModes), { nil: undefined, freq: 4 }),
  });
  const anyGraph: fc.Arbitrary<Graph> = fc.record({
    format: fc.constant('heed/graph' as const),
    version: fc.constant(GRAPH_VERSION),
    name: fc.constant('any'),
    seed: fc.constant(1),
    nodes: fc.array(node, { maxLength: 8 }),
    edges: fc.array(fc.record({ from: endpoint, to: endpoint }), { maxLength: 12 }),
    notes: fc.constant([]),
    groups: fc.constant([]),
    parameters: fc.constant([]),
  });

  test('is planned or refused with sentences, and never throws', () => {
    fc.assert(
      fc.property(anyGraph, (one) => {
        const { steps, problems } = plan(one, kinds);
        expect(problems.length === 0).toBe(steps.length > 0);
        for (const { message, edge } of problems) {
          expect(message.en).toMatch(/\.$|\?$/);
          expect(message.zh).toMatch(/\p{Script=Han}/u);
          expect(`${message.en}${message.zh}`).not.toMatch(/undefined|\[object/);
          if (edge !== undefined) expect(one.edges[edge]).toBeDefined();
        }
        const place = new Map(steps.map((step, index) => [step.node, index]));
        for (const { node, inputs } of steps)
          for (const from of Object.values(inputs).flat())
            expect(place.get(from.node)).toBeLessThan(place.get(node) as number);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a node whose settings are not all right yet', () => {
  const unfinished = { a: { title: 5 } };

  test('is known by what it contains, so that wires from it are compared all the same', () => {
    const one = graph('a:album r:reader', 'a.shown → r.shown', unfinished);
    expect(plan(one, kinds).problems.map(({ code }) => code)).toEqual(['bad-parameter', 'wrong-contents']);
    expect(arrivingFacts(one, kinds, 'r')).toEqual({ shown: { modality: 'image' } });
  });

  test('says nothing of what could follow from what is missing', () => {
    const one = graph('m:model t:tune', 'm.model → t.model', { m: { size: 'large' } });
    expect(arrivingFacts(one, kinds, 't')).toEqual({ model: undefined });
    expect(arrivingFacts(graph('m:model t:tune', 'm.model → t.model'), kinds, 't')).toEqual({
      model: { tokenizer: 'small', vocabularySize: 300 },
    });
    expect(arrivingFacts(one, kinds, 'nobody')).toEqual({});
  });
});
