import { emptyGraph, type Graph } from '@heed/schema';
import { expect, test } from 'vitest';
import { type FlowNames, flowEdges, flowNodes } from './flow.ts';
import { nodeSize, portY } from './nodeGeometry.ts';
import { addNode, connect, move, setConfig } from './store/edits.ts';
import { nothing } from './store/graphStore.ts';
import { testCatalogue as catalogue, kinds } from './store/testKinds.ts';

const names: FlowNames = { node: ({ id }) => id, note: () => 'note', wire: (from, to) => `${from} to ${to}` };

function drawn(): Graph {
  const first = addNode(emptyGraph('test'), kinds.model, { x: 0, y: 0 }).graph;
  const second = addNode(first, kinds.tune, { x: 400, y: 0 }).graph;
  return connect(second, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
}

test('nodes that did not change keep their objects, so that only the others are drawn again', () => {
  const graph = drawn();
  const before = flowNodes(graph, catalogue, nothing, names);
  const moved = flowNodes(
    move(graph, new Map([['tune', { x: 800, y: 0 }]])),
    catalogue,
    nothing,
    names,
    before,
  );
  expect(moved[0]).toBe(before[0]);
  expect(moved[1]).not.toBe(before[1]);
  const set = flowNodes(setConfig(graph, 'model', 'size', 2), catalogue, nothing, names, before);
  expect([set[0] === before[0], set[1] === before[1]]).toEqual([false, true]);
  const selection = { items: new Set(['tune']), wires: new Set<string>() };
  expect(flowNodes(graph, catalogue, selection, names, before).map(({ selected }) => selected)).toEqual([
    false,
    true,
  ]);
});

test('the size of a node and the places of its ports follow from its kind', () => {
  const [, tune] = flowNodes(drawn(), catalogue, nothing, names);
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
  const edges = flowEdges(graph, catalogue, nothing, names, new Set([0]));
  expect(edges).toMatchObject([
    {
      id: 'model.model->tune.model',
      style: { '--wire': 'var(--port-language-model)' },
      className: 'wrong-wire',
      ariaLabel: 'model.model to tune.model',
    },
  ]);
  const dangling = connect(graph, { node: 'model', port: 'gone' }, { node: 'tune', port: 'model' });
  expect(flowEdges(dangling, catalogue, nothing, names, new Set())).toHaveLength(1);
});
