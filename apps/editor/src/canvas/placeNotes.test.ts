import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { placeNotes } from './placeNotes.ts';
import { addNode, addNote } from './store/edits.ts';
import { kinds, testCatalogue } from './store/testKinds.ts';

/** Two nodes side by side, and a note above the second one. */
function drawn() {
  let graph = addNode(emptyGraph('test'), kinds.model, { x: 0, y: 0 }).graph;
  graph = addNode(graph, kinds.tune, { x: 400, y: 0 }).graph;
  return addNote(graph, { x: 400, y: -160 }, 'why').graph;
}

test('a note goes along with the node that it stands beside', () => {
  const places = new Map([
    ['model', { x: 0, y: 0 }],
    ['tune', { x: 800, y: 80 }],
  ]);
  expect(placeNotes(drawn(), testCatalogue, places).get('note')).toEqual({ x: 800, y: -80 });
});

test('a note lies on no node: it gives way up or down', () => {
  const places = new Map([
    ['model', { x: 400, y: -200 }],
    ['tune', { x: 400, y: 80 }],
  ]);
  const at = placeNotes(drawn(), testCatalogue, places).get('note');
  expect(at?.x).toBe(400);
  expect((at?.y ?? 0) + 120 <= -200 - 16 || (at?.y ?? 0) >= 80).toBe(true);
});

test('where only some are arranged, notes of the others stay', () => {
  const places = new Map([['model', { x: 0, y: 400 }]]);
  expect(placeNotes(drawn(), testCatalogue, places, new Set(['model'])).size).toBe(0);
});
