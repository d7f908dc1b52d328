import { emptyGraph } from '@heed/schema';
import Elk from 'elkjs/lib/elk.bundled.js';
import { expect, test } from 'vitest';
import { layOut } from './layout.ts';
import { NODE_WIDTH } from './nodeGeometry.ts';
import { addNode, connect } from './store/edits.ts';
import { group } from './store/groups.ts';
import { kinds, testCatalogue } from './store/testKinds.ts';

test('the layout puts what comes later to the right and nothing on top of another', async () => {
  let graph = emptyGraph('test');
  for (const kind of [kinds.judge, kinds.model, kinds.tune])
    graph = addNode(graph, kind, { x: 0, y: 0 }).graph;
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
  graph = connect(graph, { node: 'tune', port: 'model' }, { node: 'judge', port: 'model' });
  const places = await layOut(graph, testCatalogue, new Elk());
  const lefts = ['model', 'tune', 'judge'].map((id) => places.get(id)?.x ?? Number.NaN);
  expect((lefts[1] ?? 0) - (lefts[0] ?? 0)).toBeGreaterThan(NODE_WIDTH);
  expect((lefts[2] ?? 0) - (lefts[1] ?? 0)).toBeGreaterThan(NODE_WIDTH);
});

test('only what is asked for is placed, from where its upper left corner was', async () => {
  let graph = emptyGraph('test');
  for (const [index, kind] of [kinds.model, kinds.tune, kinds.judge].entries())
    graph = addNode(graph, kind, { x: 800 + index * 8, y: 400 }).graph;
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
  const places = await layOut(graph, testCatalogue, new Elk(), new Set(['model', 'tune']));
  expect([...places.keys()].sort()).toEqual(['model', 'tune']);
  expect(places.get('model')?.x).toBe(800);
  expect(Math.min(...[...places.values()].map(({ y }) => y))).toBe(400);
});

test('the members of a group stay beside each other', async () => {
  let graph = emptyGraph('test');
  for (const kind of [kinds.model, kinds.tune, kinds.judge, kinds.model, kinds.tune])
    graph = addNode(graph, kind, { x: 0, y: 0 }).graph;
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
  graph = connect(graph, { node: 'model-2', port: 'model' }, { node: 'tune-2', port: 'model' });
  const made = group(graph, new Set(['tune', 'tune-2', 'judge']));
  const places = await layOut(made.graph, testCatalogue, new Elk());
  expect(places.size).toBe(5);
  const lefts = ['tune', 'tune-2', 'judge'].map((id) => places.get(id)?.x ?? Number.NaN);
  expect(Math.min(...lefts)).toBeGreaterThan(places.get('model')?.x ?? Number.NaN);
});
