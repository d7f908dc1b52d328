import { expect, test } from 'vitest';
import { align, type Box, distribute } from './align.ts';

const boxes: Box[] = [
  { id: 'a', x: 0, y: 0, width: 100, height: 50 },
  { id: 'b', x: 40, y: 100, width: 60, height: 50 },
  { id: 'c', x: 300, y: 400, width: 100, height: 100 },
];
const xs = (places: Map<string, { x: number; y: number }>) => [...places.values()].map(({ x }) => x);
const ys = (places: Map<string, { x: number; y: number }>) => [...places.values()].map(({ y }) => y);

test('things are aligned with the outermost border, or the middle of all', () => {
  expect(xs(align(boxes, 'left'))).toEqual([0, 0, 0]);
  expect(xs(align(boxes, 'right'))).toEqual([300, 340, 300]);
  expect(xs(align(boxes, 'center'))).toEqual([150, 170, 150]);
  expect(ys(align(boxes, 'top'))).toEqual([0, 0, 0]);
  expect(ys(align(boxes, 'bottom'))).toEqual([450, 450, 400]);
  expect(ys(align(boxes, 'left'))).toEqual([0, 100, 400]);
});

test('things are distributed with equal gaps, whatever their order', () => {
  const places = distribute([boxes[2], boxes[0], boxes[1]] as Box[], 'x');
  expect([places.get('a')?.x, places.get('b')?.x, places.get('c')?.x]).toEqual([0, 170, 300]);
  expect(places.get('b')?.y).toBe(100);
  expect(distribute([], 'y').size).toBe(0);
});
