import fc from 'fast-check';
import { expect, test } from 'vitest';
import { panned, rangeBetween, type StepRange, zoomedAt } from './zoom.ts';

const whole: StepRange = [0, 100];

test('dragging over a chart shows the steps between, in either direction', () => {
  expect(rangeBetween(whole, 10.2, 39.5)).toEqual([10, 40]);
  expect(rangeBetween(whole, 39.5, 10.2)).toEqual([10, 40]);
});

test('dragging over everything or over next to nothing zooms nowhere', () => {
  expect(rangeBetween(whole, -5, 120)).toBeUndefined();
  expect(rangeBetween(whole, 50.1, 50.3)).toBeUndefined();
});

test('zooming keeps the step under the pointer in its place', () => {
  expect(zoomedAt(whole, whole, 2, 20)).toEqual([10, 60]);
  expect(zoomedAt([10, 60], whole, 0.5, 20)).toBeUndefined();
});

test('moving a window stops at both ends', () => {
  expect(panned([40, 60], whole, 0.5)).toEqual([50, 70]);
  expect(panned([40, 60], whole, -9)).toEqual([0, 20]);
  expect(panned([40, 60], whole, 9)).toEqual([80, 100]);
});

test('however one zooms and moves, the window stays inside and has a width', () => {
  const moves = fc.array(
    fc.record({ factor: fc.double({ min: 0.2, max: 5, noNaN: true }), at: fc.integer({ min: 0, max: 100 }) }),
  );
  fc.assert(
    fc.property(moves, (steps) => {
      let shown: StepRange | undefined;
      for (const { factor, at } of steps) {
        shown = zoomedAt(shown ?? whole, whole, factor, at);
        if (shown) shown = panned(shown, whole, 0.3);
        const [from, to] = shown ?? whole;
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(100);
        expect(to - from).toBeGreaterThanOrEqual(2);
      }
    }),
  );
});
