import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { layOut } from './layout.ts';
import { NODE_WIDTH } from './nodeGeometry.ts';
import { addNode, connect } from './store/edits.ts';
import { kinds, testCatalogue } from './store/testKinds.ts';

test('the layout puts what comes later to the right and nothing on top of another', async () => {
  let graph = emptyGraph('test');
  for (const kind of [kinds.judge, kinds.model, kinds.tune])
    graph = addNode(graph, kind, { x: 0, y: 0 }).graph;
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
  graph = connect(graph, { node: 'tune', port: 'model' }, { node: 'judge', port: 'model' });
  const places = await layOut(graph, testCatalogue);
  const lefts = ['model', 'tune', 'judge'].map((id) => places.get(id)?.x ?? Number.NaN);
  expect((lefts[1] ?? 0) - (lefts[0] ?? 0)).toBeGreaterThan(NODE_WIDTH);
  expect((lefts[2] ?? 0) - (lefts[1] ?? 0)).toBeGreaterThan(NODE_WIDTH);
});
