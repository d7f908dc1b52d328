import { defineNode, emptyGraph, field, type Graph, text } from '@heed/schema';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { addNode, connect, setConfig, setLabel } from '../../canvas/store/edits.ts';
import { kinds, testCatalogue } from '../../canvas/store/testKinds.ts';
import { changedSince } from './changedSince.ts';

const words = text('x', '某');
const learner = defineNode({
  ...kinds.tune,
  kind: 'learner',
  config: z.object({
    steps: field(z.int().default(10), { title: words, help: words }),
    batch: field(z.int().default(4), { title: words, help: words, affectsResult: false }),
  }),
});
const catalogue = new Map([...testCatalogue, ['learner', learner]]);

/** model → learner → judge, and a second model on its own */
function drawn(): Graph {
  let graph = emptyGraph('test');
  for (const [index, kind] of [kinds.model, learner, kinds.judge, kinds.model].entries())
    graph = addNode(graph, kind, { x: index * 400, y: 0 }).graph;
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'learner', port: 'model' });
  return connect(graph, { node: 'learner', port: 'model' }, { node: 'judge', port: 'model' });
}

const changed = (now: Graph, before = drawn()) => [...changedSince(before, now, catalogue)].sort();

test('a change of what a node does reaches all that depend on it, and nothing else', () => {
  expect(changed(drawn())).toEqual([]);
  expect(changed(setConfig(drawn(), 'learner', 'steps', 20))).toEqual(['judge', 'learner']);
});

test('places, names, a default written out and settings that no result depends on change nothing', () => {
  const moved = { ...drawn(), nodes: drawn().nodes.map((node) => ({ ...node, position: { x: 9, y: 9 } })) };
  expect(changed(moved)).toEqual([]);
  expect(changed(setLabel(drawn(), 'learner', 'My learner'))).toEqual([]);
  expect(changed(setConfig(drawn(), 'learner', 'steps', 10))).toEqual([]);
  expect(changed(setConfig(drawn(), 'learner', 'batch', 8))).toEqual([]);
});

test('another seed changes everything, a cut wire what it led to', () => {
  expect(changed({ ...drawn(), seed: drawn().seed + 1 })).toHaveLength(4);
  expect(changed({ ...drawn(), edges: drawn().edges.slice(1) })).toEqual(['judge', 'learner']);
});

test('a node that is switched off is changed, and so is what hangs on it', () => {
  const nodes = drawn().nodes.map((node) =>
    node.id === 'learner' ? { ...node, mode: 'bypass' as const } : node,
  );
  expect(changed({ ...drawn(), nodes })).toEqual(['judge', 'learner']);
});
