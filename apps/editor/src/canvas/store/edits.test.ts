import { emptyGraph, type Graph, type GraphNode } from '@heed/schema';
import { expect, test } from 'vitest';
import * as edits from './edits.ts';
import { kinds } from './testKinds.ts';

function node(id: string, kind: string, x = 0, y = 0): GraphNode {
  return { id, kind, version: 1, position: { x, y }, config: {} };
}

function drawn(): Graph {
  const graph = emptyGraph('test');
  const nodes = [node('model', 'model'), node('tune', 'tune', 400), node('tune-2', 'tune', 800)];
  return edits.connect(
    { ...graph, nodes },
    { node: 'model', port: 'model' },
    { node: 'tune', port: 'model' },
  );
}

test('a new node gets the first free id of its kind and a place on the grid', () => {
  const { graph, id } = edits.addNode(drawn(), kinds.tune, { x: 13, y: -3 });
  expect(id).toBe('tune-3');
  expect(graph.nodes.at(-1)).toMatchObject({
    id: 'tune-3',
    kind: 'tune',
    position: { x: 16, y: -0 },
    config: {},
  });
});

test('a wire is drawn once, however often it is asked for', () => {
  const graph = drawn();
  expect(edits.connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' })).toBe(graph);
});

test('a wire in place of another leaves one wire at the input', () => {
  const graph = edits.replaceWire(
    drawn(),
    { node: 'tune-2', port: 'model' },
    { node: 'tune', port: 'model' },
  );
  expect(graph.edges.map(edits.wireId)).toEqual(['tune-2.model->tune.model']);
});

test('removing a node takes its wires along', () => {
  const graph = edits.remove(drawn(), new Set(['model']), new Set());
  expect(graph.nodes.map(({ id }) => id)).toEqual(['tune', 'tune-2']);
  expect(graph.edges).toEqual([]);
});

test('removing a wire leaves its nodes', () => {
  const graph = edits.remove(drawn(), new Set(), new Set(['model.model->tune.model']));
  expect([graph.nodes.length, graph.edges.length]).toEqual([3, 0]);
});

test('moving to where a node is already changes nothing', () => {
  const graph = drawn();
  expect(edits.move(graph, new Map([['tune', { x: 401, y: 2 }]]))).toBe(graph);
});

test('moving keeps to the range of the graph format', () => {
  const graph = edits.move(drawn(), new Map([['tune', { x: 5e9, y: 10 }]]));
  expect(graph.nodes[1]?.position).toEqual({ x: 1e6, y: 8 });
});

test('a parameter set to undefined goes back to its default', () => {
  const set = edits.setConfig(drawn(), 'tune', 'rate', 0.1);
  expect(set.nodes[1]?.config).toEqual({ rate: 0.1 });
  expect(edits.setConfig(set, 'tune', 'rate', undefined).nodes[1]?.config).toEqual({});
});

test('an empty label gives way to the title of the kind', () => {
  const named = edits.setLabel(drawn(), 'tune', 'Round one');
  expect(named.nodes[1]?.label).toBe('Round one');
  expect(edits.setLabel(named, 'tune', '  ').nodes[1]).not.toHaveProperty('label');
});

test('a renamed node keeps its wires', () => {
  const graph = edits.renameNode(drawn(), 'tune', 'sft');
  expect(graph.edges).toEqual([
    { from: { node: 'model', port: 'model' }, to: { node: 'sft', port: 'model' } },
  ]);
});

test('a converter stands between two ports with a wire on either side', () => {
  const fix = { action: 'insert-node', kind: 'tune', input: 'model', output: 'model' } as const;
  const ends = [
    { node: 'model', port: 'model' },
    { node: 'tune', port: 'model' },
  ] as const;
  const { graph, id } = edits.insertConverter(drawn(), kinds.tune, fix, ...ends);
  expect(graph.edges.map(edits.wireId)).toEqual([`model.model->${id}.model`, `${id}.model->tune.model`]);
});

test('notes are added, written and removed like nodes', () => {
  const added = edits.addNote(drawn(), { x: 4, y: 4 });
  const written = edits.setNote(added.graph, added.id, { text: 'why' });
  expect(written.notes).toEqual([{ id: 'note', text: 'why', position: { x: 8, y: 8 } }]);
  expect(edits.remove(written, new Set(['note']), new Set()).notes).toEqual([]);
});

test('a node of an older version is brought to the current one when a graph is opened', () => {
  const migrated = { ...kinds.tune, version: 2, migrations: { 1: () => ({ rate: 0.5 }) } };
  const graph = edits.upgradeNodes(drawn(), new Map([['tune', migrated]]));
  expect(graph.nodes.map(({ version }) => version)).toEqual([1, 2, 2]);
  expect(graph.nodes[1]?.config).toEqual({ rate: 0.5 });
});

test('groups, parameters and needs follow a renamed node, and parameters and needs go with a removed one', () => {
  const graph: Graph = {
    ...drawn(),
    groups: [{ id: 'both', title: '', nodes: ['model', 'tune'] }],
    parameters: [{ id: 'epochs', node: 'tune', field: 'epochs' }],
    needs: { minutes: 2, files: [{ node: 'tune', field: 'folder' }] },
  };
  const renamed = edits.renameNode(graph, 'tune', 'sft');
  expect(renamed.groups[0]?.nodes).toEqual(['model', 'sft']);
  expect([renamed.parameters[0]?.node, renamed.needs?.files?.[0]?.node]).toEqual(['sft', 'sft']);
  const less = edits.remove(renamed, new Set(['sft']), new Set());
  expect([less.parameters, less.needs]).toEqual([[], { minutes: 2, files: [] }]);
});

test('a node is switched off, bypassed and taken back in', () => {
  const both = new Set(['model', 'tune']);
  const off = edits.toggleMode(drawn(), both, 'off');
  expect(off.nodes.map(({ mode }) => mode)).toEqual(['off', 'off', undefined]);
  const one = edits.toggleMode(off, new Set(['tune']), 'bypass');
  expect(one.nodes.map(({ mode }) => mode)).toEqual(['off', 'bypass', undefined]);
  expect(edits.toggleMode(one, both, 'off').nodes.map(({ mode }) => mode)).toEqual(['off', 'off', undefined]);
  expect(edits.toggleMode(off, both, 'off').nodes[0]).not.toHaveProperty('mode');
});

test('removed nodes leave their groups, and an empty group goes too', () => {
  const groups = [
    { id: 'a', title: 'A', nodes: ['model', 'tune'] },
    { id: 'b', title: 'B', nodes: ['model'] },
  ];
  const graph = edits.remove({ ...drawn(), groups }, new Set(['model']), new Set());
  expect(graph.groups).toEqual([{ id: 'a', title: 'A', nodes: ['tune'] }]);
});
