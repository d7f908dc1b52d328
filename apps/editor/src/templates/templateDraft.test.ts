import { emptyGraph, type Graph, text } from '@heed/schema';
import { expect, test } from 'vitest';
import { draftOf, isMinutes, templateOf } from './templateDraft.ts';

const files = [{ node: 'base', field: 'folder' }];
const graph: Graph = {
  ...emptyGraph('Mine'),
  description: text('Old', '旧'),
  parameters: [{ id: 'folder', node: 'base', field: 'folder' }],
  needs: { files, minutes: 3 },
};

test('a pipeline as it is makes a template that says the same', () => {
  expect(templateOf(graph, draftOf(graph, 'zh'))).toEqual(graph);
});

test('what is said in one language stands for both; what is left empty is left out', () => {
  const draft = {
    name: text(' New ', ''),
    description: text('', '新'),
    data: text('Texts.', ''),
    minutes: ' ',
  };
  const { name, description, needs, parameters } = templateOf(graph, draft);
  expect([name, description, needs]).toEqual([
    'New',
    text('新', '新'),
    { data: text('Texts.', 'Texts.'), files },
  ]);
  expect(parameters).toEqual(graph.parameters);
  const bare = templateOf(
    { ...graph, needs: {} },
    { ...draft, description: text(' ', ''), data: text('', '') },
  );
  expect([bare.description, bare.needs]).toEqual([undefined, undefined]);
});

test('minutes are a number above 0, or nothing', () => {
  expect(['', ' ', '3', '0.5', '1e3'].map(isMinutes)).toEqual([true, true, true, true, true]);
  expect(['0', '-1', 'x', '1e9', 'Infinity'].map(isMinutes)).toEqual([false, false, false, false, false]);
});
