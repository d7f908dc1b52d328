import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { addNode, addNote, connect } from '../canvas/store/edits.ts';
import { group } from '../canvas/store/groups.ts';
import { kinds, testCatalogue } from '../canvas/store/testKinds.ts';
import { outlineRows } from './rows.ts';

/** Drawn the other way round than it runs, with a note. */
function drawn() {
  let graph = emptyGraph('test');
  for (const kind of [kinds.judge, kinds.tune, kinds.model])
    graph = addNode(graph, kind, { x: 0, y: 0 }).graph;
  graph = connect(graph, { node: 'tune', port: 'model' }, { node: 'judge', port: 'model' });
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
  return addNote(graph, { x: 0, y: 0 }, 'why').graph;
}

const keys = (graph: ReturnType<typeof drawn>, ...open: string[]) =>
  outlineRows(graph, testCatalogue, new Set(open)).map(({ key }) => key);

test('nodes stand in the order in which they run, notes after them', () => {
  expect(keys(drawn())).toEqual(['model', 'tune', 'judge', 'note']);
});

test('an open node lists its ports with their wires, and those without', () => {
  expect(keys(drawn(), 'judge').slice(2)).toEqual([
    'judge',
    'judge input model tune.model->judge.model',
    'judge output preferences ',
    'note',
  ]);
});

test('a group stands where its first member runs, and lists its members once it is open', () => {
  const { graph, id } = group(drawn(), new Set(['tune', 'judge', 'note']), 'Both');
  expect(keys(graph)).toEqual(['model', id]);
  const rows = outlineRows(graph, testCatalogue, new Set([id]));
  expect(rows.map(({ key, level }) => `${level} ${key}`)).toEqual([
    '1 model',
    `1 ${id}`,
    '2 tune',
    '2 judge',
    '2 note',
  ]);
});

test('a cycle loses no node', () => {
  const graph = connect(drawn(), { node: 'judge', port: 'preferences' }, { node: 'tune', port: 'model' });
  expect(keys(graph)).toEqual(['model', 'judge', 'tune', 'note']);
});
