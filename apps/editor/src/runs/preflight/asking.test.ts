import { expect, test } from 'vitest';
import { memoryNeed } from './asking.ts';

test('the memory of a run is that of its most demanding node', () => {
  const node = (memory?: { least: number; most: number }) => ({ node: 'a', kind: 'a', memory });
  const nodes = [node({ least: 5, most: 9 }), node(), node({ least: 2, most: 20 })];
  expect(memoryNeed({ nodes })).toEqual({ least: 5, most: 20 });
  expect(memoryNeed({ nodes: [node()] })).toBeUndefined();
});
