import { describe, expect, it } from 'vitest';
import { correlation, nearestPoint, type ScatterBlock, scaleOf } from './scatterPoints.ts';

const title = { en: 'a', zh: 'a' };
const block = (x: number[], y: number[]): ScatterBlock => ({
  type: 'scatter',
  title,
  x: { title },
  y: { title },
  series: [{ name: 'a', title, x, y }],
});

describe('scaleOf', () => {
  it('holds all numbers between round ones', () => {
    expect(scaleOf([0.12, 0.48]).ticks).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(scaleOf([-3, 7])).toMatchObject({ low: -4, high: 8 });
  });

  it('has room for one number and for none', () => {
    expect(scaleOf([5, 5])).toMatchObject({ low: 5, high: 6 });
    expect(scaleOf([]).ticks.length).toBeGreaterThan(1);
    expect(scaleOf([Number.NaN, 1, 2])).toMatchObject({ low: 1, high: 2 });
  });
});

describe('correlation', () => {
  it('is 1 on a rising line, -1 on a falling one, and unknown where nothing varies', () => {
    expect(correlation(block([1, 2, 3], [2, 4, 6]))).toBeCloseTo(1, 12);
    expect(correlation(block([1, 2, 3], [6, 4, 2]))).toBeCloseTo(-1, 12);
    expect(correlation(block([1, 2, 3], [2, 2, 2]))).toBeUndefined();
    expect(correlation(block([], []))).toBeUndefined();
  });
});

describe('nearestPoint', () => {
  it('finds what lies within reach', () => {
    const plot = block([0, 10], [0, 10]);
    const at = (x: number, y: number) => ({ x, y });
    expect(nearestPoint(plot, { x: 9, y: 9 }, at, 5)).toEqual({ series: 0, index: 1 });
    expect(nearestPoint(plot, { x: 5, y: 5 }, at, 5)).toBeUndefined();
  });
});
