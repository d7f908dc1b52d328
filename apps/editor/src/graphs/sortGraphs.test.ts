import { expect, test } from 'vitest';
import { sortGraphs } from './sortGraphs.ts';

const graphs = [
  {
    name: 'Weather 天气',
    updatedAt: 3,
    lastRun: { id: 'r1', state: 'succeeded' as const, createdAt: 5, results: [] },
  },
  { name: 'chat', updatedAt: 9 },
  { name: 'Art', updatedAt: 1, lastRun: { id: 'r2', state: 'failed' as const, createdAt: 7, results: [] } },
];
const names = (...wish: [string, 'changed' | 'name' | 'run']) =>
  sortGraphs(graphs, ...wish, 'en').map(({ name }) => name);

test('pipelines are found by words of their names and stand in the wished order', () => {
  expect(names('', 'changed')).toEqual(['chat', 'Weather 天气', 'Art']);
  expect(names('', 'name')).toEqual(['Art', 'chat', 'Weather 天气']);
  expect(names('', 'run')).toEqual(['Art', 'Weather 天气', 'chat']);
  expect(names('天气 WEATHER', 'name')).toEqual(['Weather 天气']);
  expect(names('nothing', 'name')).toEqual([]);
});
