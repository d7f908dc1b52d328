import { emptyGraph } from '@heed/schema';
import { expect, test } from 'vitest';
import { checkRoom, clipText, copy, parseClip, paste } from './clipboard.ts';
import { addNode, addNote, connect, wireId } from './edits.ts';
import { group } from './groups.ts';
import { kinds } from './testKinds.ts';

function drawn() {
  let graph = emptyGraph('test');
  for (const kind of [kinds.model, kinds.tune, kinds.judge])
    graph = addNode(graph, kind, { x: 0, y: 0 }).graph;
  graph = connect(graph, { node: 'model', port: 'model' }, { node: 'tune', port: 'model' });
  graph = connect(graph, { node: 'tune', port: 'model' }, { node: 'judge', port: 'model' });
  return addNote(graph, { x: 0, y: 0 }, 'why').graph;
}

test('copied nodes keep the wires among them and lose those to others', () => {
  const clip = copy(drawn(), new Set(['model', 'tune', 'note']));
  expect(clip.edges.map(wireId)).toEqual(['model.model->tune.model']);
  expect(clip.notes).toHaveLength(1);
});

test('pasted nodes get fresh ids, also in their wires, and a place of their own', () => {
  const graph = drawn();
  const pasted = paste(graph, copy(graph, new Set(['model', 'tune'])), { x: 32, y: 32 });
  expect(pasted.ids).toEqual(['model-2', 'tune-2']);
  expect(pasted.graph.edges.map(wireId)).toContain('model-2.model->tune-2.model');
  expect(pasted.graph.nodes.at(-1)?.position).toEqual({ x: 32, y: 32 });
});

test('pasting twice gives two copies', () => {
  const graph = drawn();
  const clip = copy(graph, new Set(['model']));
  const twice = paste(paste(graph, clip, { x: 8, y: 8 }).graph, clip, { x: 16, y: 16 });
  expect(twice.ids).toEqual(['model-3']);
});

test('a clip survives the way over the clipboard', () => {
  const clip = copy(drawn(), new Set(['model', 'note']));
  expect(parseClip(clipText(clip))).toEqual(clip);
});

test.each([
  ['hello', /no part of a pipeline/],
  ['null', /no part of a pipeline/],
  ['{}', /no part of a pipeline/],
  ['{"format":"heed/clip","nodes":[', /cut off or broken/],
  ['{"format":"heed/clip","nodes":[],"edges":[],"notes":[]}', /no node and no note/],
  ['{"format":"heed/clip","nodes":[{"id":"__proto__"}],"edges":[],"notes":[]}', /nodes\.0\.id/],
  ['{"format":"heed/graph","version":2,"name":7}', /name/],
  ['{"format":"heed/graph","version":99}', /update Heed/],
])('%s is refused with one sentence', (json, sentence) => {
  expect(() => parseClip(json)).toThrow(sentence);
});

test('two things of one id are refused, and so is what makes the graph too large', () => {
  const clip = copy(drawn(), new Set(['model']));
  const twins = { ...clip, nodes: [...clip.nodes, ...clip.nodes] };
  expect(() => parseClip(clipText(twins))).toThrow('broken');
  const [node] = clip.nodes;
  const full = { ...drawn(), nodes: Array.from({ length: 10_000 }, () => node as NonNullable<typeof node>) };
  expect(() => checkRoom(full, clip)).toThrow('10,000');
  expect(() => checkRoom(drawn(), clip)).not.toThrow();
});

test('a group that is copied brings its members', () => {
  const made = group(drawn(), new Set(['model', 'tune']), 'Both');
  const clip = copy(made.graph, new Set([made.id]));
  expect(clip.nodes.map(({ id }) => id)).toEqual(['model', 'tune']);
  expect(clip.groups).toHaveLength(1);
});

test('a graph file pasted as text is all that is drawn in it', () => {
  const graph = drawn();
  const clip = parseClip(JSON.stringify(graph));
  expect([clip.nodes.length, clip.edges.length, clip.notes.length]).toEqual([3, 2, 1]);
});

test('a group is copied with all of its members, under a fresh id', () => {
  const made = group(drawn(), new Set(['model', 'tune']), 'Both');
  expect(copy(made.graph, new Set(['model'])).groups).toEqual([]);
  const pasted = paste(made.graph, copy(made.graph, new Set(['model', 'tune'])), { x: 8, y: 8 });
  expect(pasted.graph.groups.map(({ nodes }) => nodes)).toEqual([
    ['model', 'tune'],
    ['model-2', 'tune-2'],
  ]);
});
