import { describe, expect, it } from 'vitest';
import { sparklinePath } from './sparklinePath.ts';

describe('sparklinePath', () => {
  it('spans the box from the first to the last step, with the highest value on top', () => {
    const { line, end } = sparklinePath({ steps: [0, 5, 10], values: [0, 1, 0.5] }, 105, 25);
    expect(line).toBe('M2.5 22.5L52.5 2.5L102.5 12.5');
    expect(end).toEqual({ x: 102.5, y: 12.5 });
  });

  it('draws a constant in the middle and nothing without points', () => {
    expect(sparklinePath({ steps: [1, 2], values: [3, 3] }, 105, 25).line).toBe('M2.5 12.5L102.5 12.5');
    expect(sparklinePath({ steps: [], values: [] }, 105, 25)).toEqual({ line: '' });
  });

  it('breaks the line where a value is no number', () => {
    const { line } = sparklinePath({ steps: [0, 1, 2, 3], values: [0, 1, Number.NaN, 1] }, 105, 25);
    expect(line.match(/M/g)).toHaveLength(2);
  });
});
