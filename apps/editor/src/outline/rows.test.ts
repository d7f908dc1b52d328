import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { addNode, connect } from '../canvas/store/edits.ts';
import { testCatalogue as catalogue, kinds } from '../canvas/store/testKinds.ts';
import { outlineRows } from './rows.ts';

function drawn() {
  let graph = emptyGraph('test');
  for (const kind of [kinds.judge, kinds.tune, kinds.model])
    graph = addNode(graph, kind, { x: 0, y: 0 }).graph;
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
  return connect(graph, { node: 'tune', port: 'model' }, { node: 'judge', port: 'model' });
}

const keys = (graph: ReturnType<typeof drawn>, open: string[] = []) =>
  outlineRows(graph, catalogue, new Set(open)).map(({ key }) => key);

test('nodes come in the order in which they run', () => {
  expect(keys(drawn())).toEqual(['model', 'tune', 'judge']);
});

test('an open node lists its ports with their wires', () => {
  expect(keys(drawn(), ['tune'])).toEqual([
    'model',
    'tune',
    'tune input model model.model->tune.model',
    'tune output model tune.model->judge.model',
    'judge',
  ]);
});

test('nodes of a cycle come last, once each', () => {
  const ring = connect(drawn(), { node: 'judge', port: 'model' }, { node: 'tune', port: 'model' });
  expect(keys(ring)).toEqual(['model', 'judge', 'tune']);
});
