import { expect, test } from 'vitest';
import type { FlowNode } from './flow.ts';
import { around, overviewShapes } from './overviewShapes.ts';

const thing = (id: string, type: FlowNode['type'], x: number) =>
  ({ id, type, position: { x, y: 0 }, width: 100, height: 50, data: { idle: id === 'off' } }) as FlowNode;

test('things of one look are one path, in a box around all of them', () => {
  const { paths, bounds } = overviewShapes(
    [
      thing('a', 'pipeline', 0),
      thing('b', 'pipeline', 300),
      thing('off', 'pipeline', 600),
      thing('n', 'note', 900),
    ],
    undefined,
  );
  expect([...paths.keys()]).toEqual(['quiet', 'idle', 'note']);
  expect(paths.get('quiet')?.match(/M/g)).toHaveLength(2);
  expect(bounds).toEqual({ x: 0, y: 0, width: 1000, height: 50 });
});

test('a node has the look of its state in the run', () => {
  const run = { nodes: new Map([['a', { state: 'failed' }]]) } as unknown as Parameters<
    typeof overviewShapes
  >[1];
  const { paths } = overviewShapes([thing('a', 'pipeline', 0), thing('b', 'pipeline', 300)], run);
  expect([...paths.keys()]).toEqual(['failed', 'quiet']);
});

test('an empty pipeline has no box, and another one alone is its own', () => {
  const view = { x: 5, y: 6, width: 7, height: 8 };
  expect(overviewShapes([], undefined)).toEqual({ paths: new Map(), bounds: undefined });
  expect(around(view, undefined)).toBe(view);
});
