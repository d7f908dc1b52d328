import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { addNode, connect, move, wireId } from './edits.ts';
import { dropInWire, insertInWire, portsInWire, splice, wireOf } from './splice.ts';
import { testCatalogue as catalogue, kinds } from './testKinds.ts';

/** model → judge, with a tuning node beside them. */
function drawn() {
  let graph = emptyGraph('test');
  for (const kind of [kinds.model, kinds.judge, kinds.tune])
    graph = addNode(graph, kind, { x: 0, y: 0 }).graph;
  return connect(graph, { node: 'model', port: 'model' }, { node: 'judge', port: 'model' });
}

const id = 'model.model->judge.model';
const wireIn = (graph: ReturnType<typeof drawn>) =>
  wireOf(graph, id) as NonNullable<ReturnType<typeof wireOf>>;

test('a kind fits a wire by what it brings and what its end takes', () => {
  const graph = drawn();
  expect(portsInWire(graph, catalogue, wireIn(graph), kinds.tune)).toEqual({
    input: 'model',
    output: 'model',
  });
  expect(portsInWire(graph, catalogue, wireIn(graph), kinds.judge)).toBeUndefined();
  expect(portsInWire(graph, catalogue, wireIn(graph), kinds.model)).toBeUndefined();
});

test('an inserted node stands in the middle with a wire on either side', () => {
  const graph = drawn();
  const ports = { input: 'model', output: 'model' };
  const inserted = insertInWire(graph, kinds.tune, wireIn(graph), ports, { x: 512, y: 256 });
  expect(inserted.id).toBe('tune-2');
  expect(inserted.graph.edges.map(wireId)).toEqual([
    'model.model->tune-2.model',
    'tune-2.model->judge.model',
  ]);
});

test('what stands behind the wire moves to the right as far as the new node needs', () => {
  const graph = move(drawn(), new Map([['judge', { x: 320, y: 0 }]]));
  const ports = { input: 'model', output: 'model' };
  const { graph: wider, id: added } = insertInWire(graph, kinds.tune, wireIn(graph), ports, {
    x: 288,
    y: 100,
  });
  const x = (node: string) => wider.nodes.find((one) => one.id === node)?.position.x;
  expect([x('model'), x(added), x('judge')]).toEqual([0, 320, 640]);
});

test('a node without wires may be dropped into a wire, one with wires may not', () => {
  const graph = drawn();
  const ports = dropInWire(graph, catalogue, wireIn(graph), 'tune');
  expect(ports).toEqual({ input: 'model', output: 'model' });
  const dropped = splice(graph, wireIn(graph), 'tune', { input: 'model', output: 'model' });
  expect(dropped.edges.map(wireId)).toEqual(['model.model->tune.model', 'tune.model->judge.model']);
  expect(dropInWire(dropped, catalogue, wireIn(graph), 'tune')).toBeUndefined();
});
