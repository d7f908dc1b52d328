import { emptyGraph, type Graph, type GraphNode, mergeGraphs } from '@heed/schema';
import { expect, test } from 'vitest';
import { type Side, settle } from './settle.ts';

const node = (id: string, config: Record<string, unknown> = {}): GraphNode => ({
  ...{ id, kind: 'x', version: 1, position: { x: 0, y: 0 } },
  config,
});
const wire = (from: string, to: string) => ({
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});

const base: Graph = {
  ...emptyGraph('Base'),
  nodes: [node('a', { rate: 1, 'a.b': 1 }), node('b'), node('c')],
  edges: [wire('a', 'c')],
};

/** Merges two edits of the base, and settles every conflict for one side. */
function settled(mine: Partial<Graph>, theirs: Partial<Graph>, side: Side): Graph {
  const { graph, conflicts } = mergeGraphs(base, { ...base, ...mine }, { ...base, ...theirs });
  expect(conflicts).not.toEqual([]);
  return settle(graph, conflicts, () => side);
}

test.each(['mine', 'theirs'] as const)('the name of the pipeline becomes %s', (side) => {
  expect(settled({ name: 'mine' }, { name: 'theirs' }, side).name).toBe(side);
});

test.each(['mine', 'theirs'] as const)('a parameter becomes %s, also one with a dot in its name', (side) => {
  const edited = (value: string) => ({
    nodes: [node('a', { rate: value, 'a.b': value }), node('b'), node('c')],
  });
  const [first] = settled(edited('mine'), edited('theirs'), side).nodes;
  expect(first?.config).toEqual({ rate: side, 'a.b': side });
});

test('a parameter goes back to its default where the chosen side took it away', () => {
  const mine = { nodes: [node('a', { rate: 2, 'a.b': 1 }), node('b'), node('c')] };
  const theirs = { nodes: [node('a', { 'a.b': 1 }), node('b'), node('c')] };
  expect(settled(mine, theirs, 'theirs').nodes[0]?.config).toEqual({ 'a.b': 1 });
});

test.each([
  ['mine', ['b', 'c'], []],
  ['theirs', ['a', 'b', 'c'], ['a']],
] as const)('a node that I removed and they changed is as in %s', (side, ids, sources) => {
  const mine = { nodes: [node('b'), node('c')], edges: [] };
  const theirs = { nodes: [node('a', { rate: 5, 'a.b': 1 }), node('b'), node('c')] };
  const graph = settled(mine, theirs, side);
  expect(graph.nodes.map(({ id }) => id).toSorted()).toEqual(ids);
  expect(graph.edges.map(({ from }) => from.node)).toEqual(sources);
});

test.each([
  ['mine', 'b'],
  ['theirs', 'd'],
] as const)('wires into one input are as in %s', (side, source) => {
  const mine = { edges: [wire('b', 'c')] };
  const theirs = { nodes: [...base.nodes, node('d')], edges: [wire('d', 'c')] };
  expect(settled(mine, theirs, side).edges).toEqual([wire(source, 'c')]);
});
