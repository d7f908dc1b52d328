import { describe, expect, test } from 'vitest';
import { applyChanges, ChangesMisfit, graphChanges } from './changes.ts';
import { emptyGraph, type Graph, type GraphNode } from './graph.ts';
import { GraphError } from './problems.ts';

const node = (id: string): GraphNode => ({
  id,
  kind: 'data',
  version: 1,
  position: { x: 0, y: 0 },
  config: {},
});
const graph: Graph = {
  ...emptyGraph('Weather'),
  nodes: ['a', 'b', 'c', 'd'].map(node),
  edges: [{ from: { node: 'a', port: 'out' }, to: { node: 'b', port: 'in' } }],
  notes: [{ id: 'n', text: 'Read me', position: { x: 1, y: 2 } }],
  needs: { minutes: 3 },
};

/** As the runner gets them. */
const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

const edits: Record<string, (before: Graph) => Graph> = {
  nothing: (before) => before,
  'one node': (before) => ({ ...before, nodes: before.nodes.with(1, { ...node('b'), label: 'Second' }) }),
  'two nodes far apart': (before) => ({
    ...before,
    nodes: [node('x'), ...before.nodes.slice(1, 3), node('y')],
  }),
  'a node more': (before) => ({ ...before, nodes: [...before.nodes, node('e')] }),
  'a node less': (before) => ({ ...before, nodes: before.nodes.toSpliced(1, 1) }),
  'another order': (before) => ({ ...before, nodes: before.nodes.toReversed() }),
  'the same node twice as long a list': (before) => ({
    ...before,
    nodes: [...before.nodes, ...before.nodes],
  }),
  'everything gone': (before) => ({ ...before, nodes: [], edges: [], notes: [] }),
  'its name, and needs that are gone': ({ needs: _, ...before }) => ({ ...before, name: 'Rain' }),
  'a field without value': (before) => ({ ...before, needs: undefined }),
  'a group and a parameter': (before) => ({
    ...before,
    groups: [{ id: 'g', title: 'Both', nodes: ['a', 'b'] }],
    parameters: [{ id: 'p', node: 'a', field: 'path' }],
  }),
};

describe('changes from one graph to another', () => {
  test.each(Object.entries(edits))('lead there and back: %s', (_, edit) => {
    const after = edit(graph);
    expect(applyChanges(sent(graph), sent(graphChanges(graph, after)))).toEqual(sent(after));
    expect(applyChanges(sent(after), sent(graphChanges(after, graph)))).toEqual(sent(graph));
  });

  test('hold only what differs', () => {
    const after = edits['one node']?.(graph) ?? graph;
    expect(graphChanges(graph, after)).toEqual({
      fields: {},
      gone: [],
      lists: { nodes: { length: 4, start: 1, removed: 1, items: [{ ...node('b'), label: 'Second' }] } },
    });
    expect(graphChanges(graph, graph)).toEqual({ fields: {}, gone: [], lists: {} });
  });

  test('are refused by a graph they do not belong to, and where they make no graph', () => {
    const more = graphChanges(graph, { ...graph, nodes: [...graph.nodes, node('e')] });
    expect(() => applyChanges({ ...graph, nodes: [] }, more)).toThrow(ChangesMisfit);
    const beyond = { fields: {}, gone: [], lists: { nodes: { length: 4, start: 3, removed: 2, items: [] } } };
    expect(() => applyChanges(graph, beyond)).toThrow(ChangesMisfit);
    expect(() => applyChanges(graph, { fields: { seed: -1 }, gone: [], lists: {} })).toThrow(GraphError);
    expect(() => applyChanges(graph, { fields: {}, gone: ['name'], lists: {} })).toThrow(GraphError);
  });
});
