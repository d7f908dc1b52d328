import { expect, test } from 'vitest';
import { followers } from './followers.ts';

const edge = (from: string, to: string) => ({
  from: { node: from, port: 'out' },
  to: { node: to, port: 'in' },
});
const edges = [edge('a', 'b'), edge('b', 'c'), edge('a', 'c'), edge('x', 'c'), edge('c', 'd')];

test('what depends on a node is found through others, once', () => {
  expect([...followers({ edges }, ['b'])].sort()).toEqual(['c', 'd']);
  expect([...followers({ edges }, ['a', 'c'])].sort()).toEqual(['b', 'd']);
  expect(followers({ edges }, ['d']).size).toBe(0);
  expect([...followers({ edges: [edge('a', 'b'), edge('b', 'a')] }, ['a'])]).toEqual(['b']);
});
