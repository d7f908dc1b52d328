import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { addNode, connect, move, remove, wireId } from './edits.ts';
import { createGraphStore, isDirty } from './graphStore.ts';
import { kinds } from './testKinds.ts';

function opened() {
  const first = addNode(emptyGraph('test'), kinds.model, { x: 0, y: 0 }).graph;
  return createGraphStore(addNode(first, kinds.tune, { x: 400, y: 0 }).graph, 3);
}

test('a pipeline is changed from the first edit until that edit is undone', () => {
  const store = opened();
  expect(isDirty(store.getState())).toBe(false);
  store.getState().edit((graph) => move(graph, new Map([['tune', { x: 80, y: 80 }]])));
  expect(isDirty(store.getState())).toBe(true);
  store.getState().undo();
  expect(isDirty(store.getState())).toBe(false);
});

test('an edit that changes nothing is no step', () => {
  const store = opened();
  store.getState().edit((graph) => graph);
  expect(store.getState().history.past).toEqual([]);
});

test('saving marks the saved graph, even when edits went on meanwhile', () => {
  const store = opened();
  const { edit, markSaved, undo } = store.getState();
  edit((graph) => ({ ...graph, name: 'one' }));
  const saved = store.getState().history.present;
  edit((graph) => ({ ...graph, name: 'two' }));
  markSaved(saved, 4);
  expect([isDirty(store.getState()), store.getState().revision]).toEqual([true, 4]);
  undo();
  expect(isDirty(store.getState())).toBe(false);
});

test('what is removed is no longer selected, and undo does not bring a wire being drawn back', () => {
  const store = opened();
  const { edit, select, setWiring, undo } = store.getState();
  edit((graph) => connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' }));
  const [wire] = store.getState().history.present.edges.map(wireId);
  select({ items: new Set(['tune']), wires: new Set([wire ?? '']) });
  edit((graph) => remove(graph, new Set(['tune']), new Set()));
  expect(store.getState().selection).toEqual({ items: new Set(), wires: new Set() });
  setWiring({ start: { node: 'model', port: 'model', side: 'output' }, open: new Map(), byKeyboard: true });
  undo();
  expect(store.getState().wiring).toBeUndefined();
  expect(store.getState().history.present.edges).toHaveLength(1);
});

test('a draft opens as an unsaved step from what the runner has', () => {
  const saved = emptyGraph('saved');
  const store = createGraphStore(saved, 2, { ...saved, name: 'draft' });
  expect(isDirty(store.getState())).toBe(true);
  store.getState().undo();
  expect(store.getState().history.present).toBe(saved);
});

test('who may only look changes nothing, looks into groups, and follows what others save', () => {
  const store = opened();
  const { allow, edit, write, look, select, follow } = store.getState();
  select({ items: new Set(['tune']) });
  allow(false);
  edit((graph) => ({ ...graph, name: 'mine' }));
  write('note');
  expect([store.getState().history.present.name, store.getState().writing]).toEqual(['test', undefined]);
  look((graph) => ({ ...graph, groups: [{ id: 'group', title: '', nodes: ['tune'], collapsed: true }] }));
  expect([store.getState().history.present.groups.length, isDirty(store.getState())]).toEqual([1, false]);
  follow(emptyGraph('theirs'), 9);
  const { history, revision } = store.getState();
  expect([history.present.name, history.past.length, revision, isDirty(store.getState())]).toEqual([
    'theirs',
    0,
    9,
    false,
  ]);
  expect(store.getState().selection.items.size).toBe(0);
});

test('going back selects again what was selected then', () => {
  const store = opened();
  const { edit, select, undo, redo } = store.getState();
  select({ items: new Set(['tune']) });
  edit((graph) => remove(graph, new Set(['tune']), new Set()));
  expect(store.getState().selection.items.size).toBe(0);
  select({ items: new Set(['model']) });
  undo();
  expect([...store.getState().selection.items]).toEqual(['tune']);
  redo();
  expect([...store.getState().selection.items]).toEqual(['model']);
});
