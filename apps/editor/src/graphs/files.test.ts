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

test('a broken file is refused with its name and the place', async () => {
  const opened = readGraphFile(new File(['{"format":'], 'broken.json'));
  await expect(opened).rejects.toThrow(GraphError);
  await expect(opened).rejects.toThrow('broken.json');
});
