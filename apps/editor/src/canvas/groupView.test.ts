import { emptyGraph } from '@heed/schema';
import { describe, expect, test } from 'vitest';
import { boundsOf, groupView } from './groupView.ts';
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

test('the bounds hold everything that is drawn, a group in place of its members where it is collapsed', () => {
  expect(boundsOf(emptyGraph('test'), catalogue)).toBeUndefined();
  expect(boundsOf(drawn(), catalogue)).toMatchObject({ x: 0, y: 0, width: 1200 + 256 });
  const ends = group(drawn(), new Set(['judge', 'reward']));
  const closed = setGroup(ends.graph, ends.id, { collapsed: true });
  expect(boundsOf(closed, catalogue)).toMatchObject({ x: 0, width: 800 - 24 + 256 });
});
