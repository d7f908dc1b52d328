import { emptyGraph, type Graph } from '@heed/schema';
import { describe, expect, test } from 'vitest';
import { drawnBoxes, groupView } from './groupView.ts';
import { addNode, connect } from './store/edits.ts';
import { group, setGroup, ungroup } from './store/groups.ts';
import { testCatalogue as catalogue, kinds } from './store/testKinds.ts';

/** model → tune → judge → reward */
function drawn() {
  let graph = emptyGraph('test');
  for (const [index, kind] of [kinds.model, kinds.tune, kinds.judge, kinds.reward].entries())
    graph = addNode(graph, kind, { x: index * 400, y: 0 }).graph;
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
  graph = connect(graph, { node: 'tune', port: 'model' }, { node: 'judge', port: 'model' });
  return connect(graph, { node: 'judge', port: 'preferences' }, { node: 'reward', port: 'preferences' });
}

const middle = () => group(drawn(), new Set(['tune', 'judge']), 'Middle');

describe('a group', () => {
  test('is a box around its members', () => {
    const [box] = groupView(middle().graph, catalogue).drawings;
    expect(box?.at.x).toBe(400 - 24);
    expect((box?.at.x ?? 0) + (box?.width ?? 0)).toBe(800 + 256 + 24);
  });

  test('collapsed is a card with the wires that cross its border', () => {
    const { graph, id } = middle();
    const { drawings, home } = groupView(setGroup(graph, id, { collapsed: true }), catalogue);
    expect(drawings[0]).toMatchObject({
      width: 256,
      inputs: [{ id: 'tune.model', type: 'language-model' }],
      outputs: [{ id: 'judge.preferences', type: 'preferences' }],
    });
    expect([...home]).toEqual([
      ['tune', id],
      ['judge', id],
    ]);
  });

  test('takes its members from the groups where they were; one that is left empty goes', () => {
    const first = group(drawn(), new Set(['model']));
    const second = group(first.graph, new Set(['model', 'tune']));
    expect(second.graph.groups.map(({ nodes }) => nodes)).toEqual([['model', 'tune']]);
    expect(second.graph.groups[0]?.id).toBe(second.id);
  });

  test('is taken apart without its members', () => {
    const { graph, id } = middle();
    const apart = ungroup(graph, new Set([id]));
    expect([apart.groups, apart.nodes.length]).toEqual([[], 4]);
  });
});

test('a group is drawn in place of its members where it is collapsed', () => {
  const ids = (graph: Graph) => drawnBoxes(graph, catalogue).map(({ id }) => id);
  expect(ids(emptyGraph('test'))).toEqual([]);
  expect(ids(drawn())).toEqual(['model', 'tune', 'judge', 'reward']);
  const { graph, id } = group(drawn(), new Set(['judge', 'reward']));
  expect(ids(setGroup(graph, id, { collapsed: true }))).toEqual(['model', 'tune', id]);
});
