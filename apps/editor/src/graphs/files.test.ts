import { emptyGraph, GraphError } from '@heed/schema';
import { expect, test } from 'vitest';
import { fileName, readGraphFile } from './files.ts';

test('a name becomes a file name that every system takes', () => {
  expect(fileName('Weather / 天气: v2?')).toBe('Weather-天气-v2');
  expect(fileName('../..')).toBe('pipeline');
});

test('a graph file opens as it was exported', async () => {
  const graph = emptyGraph('天气');
  expect(await readGraphFile(new File([JSON.stringify(graph)], 'a.json'))).toEqual(graph);
});

test('a graph whose name is only spaces is called like its file', async () => {
  const graph = { ...emptyGraph('  '), seed: 7 };
  expect(await readGraphFile(new File([JSON.stringify(graph)], 'Rain 雨.JSON'))).toEqual({
    ...graph,
    name: 'Rain 雨',
  });
});

test('a file that no runner takes is refused before it is read', async () => {
  const large = Object.assign(new File([], 'rows.json'), { text: () => Promise.reject(new Error('read')) });
  Object.defineProperty(large, 'size', { value: 60_000_000 });
  await expect(readGraphFile(large)).rejects.toThrow('rows.json has 60.0 MB, a pipeline has at most 32.0 MB');
});

test('a broken file is refused with its name and the place', async () => {
  const opened = readGraphFile(new File(['{"format":'], 'broken.json'));
  await expect(opened).rejects.toThrow(GraphError);
  await expect(opened).rejects.toThrow('broken.json');
});
