import { emptyGraph, type Graph } from '@heed/schema';
import { expect, test } from 'vitest';
import { type FlowNames, flowEdges, flowNodes } from './flow.ts';
import { nodeSize, portY } from './nodeGeometry.ts';
import { addNode, connect, move, setConfig, setLabel } from './store/edits.ts';
import { nothing } from './store/graphStore.ts';
import { group, setGroup } from './store/groups.ts';
import { testCatalogue as catalogue, kinds } from './store/testKinds.ts';

const names: FlowNames = {
  node: ({ id }) => id,
  note: () => 'note',
  group: () => 'group',
  wire: (from, to) => `${from} to ${to}`,
};

const none = new Set<string>();

function drawn(): Graph {
  const first = addNode(emptyGraph('test'), kinds.model, { x: 0, y: 0 }).graph;
  const second = addNode(first, kinds.tune, { x: 400, y: 0 }).graph;
  return connect(second, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
}

test('nodes that did not change keep their objects, so that only the others are drawn again', () => {
  const graph = drawn();
  const before = flowNodes(graph, catalogue, nothing, names, none);
  const moved = flowNodes(
    move(graph, new Map([['tune', { x: 800, y: 0 }]])),
    catalogue,
    nothing,
    names,
    none,
    before,
  );
  expect(moved[0]).toBe(before[0]);
  expect(moved[1]).not.toBe(before[1]);
  const named = flowNodes(setLabel(graph, 'model', 'Base'), catalogue, nothing, names, none, before);
  expect([named[0] === before[0], named[1] === before[1]]).toEqual([false, true]);
  const set = setConfig(graph, 'model', 'size', 2);
  expect(flowNodes(set, catalogue, nothing, names, none, before)).toBe(before);
  const selection = { items: new Set(['tune']), wires: new Set<string>() };
  expect(flowNodes(graph, catalogue, selection, names, none, before).map(({ selected }) => selected)).toEqual(
    [false, true],
  );
});

test('the size of a node and the places of its ports follow from its kind', () => {
  const [, tune] = flowNodes(drawn(), catalogue, nothing, names, none);
  const { width, height } = nodeSize(kinds.tune);
  expect(tune).toMatchObject({ width, height });
  expect(tune?.handles?.map(({ id, type, x }) => [id, type, x + 7])).toEqual([
    ['model', 'target', 0],
    ['model', 'source', width],
  ]);
  expect(portY(1)).toBeLessThan(height);
});

test('a wire has the color of what flows and the name of its ends; one without both ports is not drawn', () => {
  const graph = drawn();
  const edges = flowEdges(graph, catalogue, nothing, names, { wrong: new Set([0]), idle: none });
  expect(edges).toMatchObject([
    {
      id: 'model.model->tune.model',
      style: { '--wire': 'var(--port-language-model)' },
      className: 'wrong-wire',
      ariaLabel: 'model.model to tune.model',
    },
  ]);
  const dangling = connect(graph, { node: 'model', port: 'gone' }, { node: 'tune', port: 'model' });
  expect(flowEdges(dangling, catalogue, nothing, names, { wrong: new Set(), idle: none })).toHaveLength(1);
});

test('nodes that are off, what hangs on them and their wires are told apart; the rest keeps its objects', () => {
  const graph = drawn();
  const before = flowNodes(graph, catalogue, nothing, names, none);
  const off = flowNodes(graph, catalogue, nothing, names, new Set(['tune']), before);
  expect([off[0] === before[0], off[1] === before[1]]).toEqual([true, false]);
  const idle = { wrong: new Set<number>(), idle: new Set(['tune']) };
  expect(flowEdges(graph, catalogue, nothing, names, idle)[0]?.className).toBe('idle-wire');
});

test('lists in which nothing changed are the same lists', () => {
  const graph = drawn();
  const nodes = flowNodes(graph, catalogue, nothing, names, none);
  expect(flowNodes(graph, catalogue, nothing, names, none, nodes)).toBe(nodes);
  const quiet = { wrong: new Set<number>(), idle: none };
  const edges = flowEdges(graph, catalogue, nothing, names, quiet);
  expect(flowEdges({ ...graph }, catalogue, nothing, names, quiet, edges)).toBe(edges);
});

test('a collapsed group stands for its members, and wires lead to its card', () => {
  const made = group(drawn(), new Set(['tune']));
  const closed = setGroup(made.graph, made.id, { collapsed: true });
  expect(flowNodes(closed, catalogue, nothing, names, none).map(({ id }) => id)).toEqual([made.id, 'model']);
  const quiet = { wrong: new Set<number>(), idle: none };
  expect(flowEdges(closed, catalogue, nothing, names, quiet)).toMatchObject([
    { source: 'model', sourceHandle: 'model', target: made.id, targetHandle: 'tune.model' },
  ]);
  const whole = group(drawn(), new Set(['model', 'tune']));
  const both = setGroup(whole.graph, whole.id, { collapsed: true });
  expect(flowEdges(both, catalogue, nothing, names, quiet)).toEqual([]);
});

test('what was hidden is drawn again when it is back', () => {
  const graph = drawn();
  const hidden = flowNodes(graph, catalogue, nothing, names, none).map((node) => ({ ...node, hidden: true }));
  const back = flowNodes(graph, catalogue, nothing, names, none, hidden);
  expect(back.map((node) => node.hidden ?? false)).toEqual([false, false]);
});
