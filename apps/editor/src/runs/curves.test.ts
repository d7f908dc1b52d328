import { describe, expect, it } from 'vitest';
import { appendPoints, type Curves, MAX_POINTS, mergeCurves, smooth, toCurves } from './curves.ts';

const points = (from: number, to: number, value = (step: number) => step) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    step: from + index,
    values: { loss: value(from + index) },
  }));

describe('curves', () => {
  it('appends to each metric on its own', () => {
    const first = appendPoints({}, [{ step: 1, values: { loss: 3 } }]);
    const second = appendPoints(first, [{ step: 2, values: { loss: 2, reward: 0.5 } }]);
    expect(second).toEqual({
      loss: { steps: [1, 2], values: [3, 2] },
      reward: { steps: [2], values: [0.5] },
    });
    expect(first.loss?.steps).toEqual([1]);
  });

  it('replaces what came after when a node starts over', () => {
    const before = appendPoints({}, points(1, 5));
    const after = appendPoints(
      before,
      points(3, 4, () => 9),
    );
    expect(after.loss).toEqual({ steps: [1, 2, 3, 4], values: [1, 2, 9, 9] });
  });

  it('joins loaded and live points without a gap or a repeat', () => {
    const loaded = toCurves([{ name: 'loss', steps: [1, 2, 3, 4], values: [1, 2, 3, 4] }]);
    const live: Curves = { loss: { steps: [3, 4, 5], values: [3, 4, 5] } };
    expect(mergeCurves(loaded, live).loss).toEqual({ steps: [1, 2, 3, 4, 5], values: [1, 2, 3, 4, 5] });
  });

  it('thins a very long curve and keeps its newest point', () => {
    const { loss } = appendPoints({}, points(1, MAX_POINTS + 1));
    expect(loss?.steps.length).toBeLessThan(MAX_POINTS);
    expect(loss?.steps.at(-1)).toBe(MAX_POINTS + 1);
  });
});

describe('smooth', () => {
  it('leaves a constant as it is from the first point on', () => {
    for (const value of smooth([2, 2, 2, 2], 0.9)) expect(value).toBeCloseTo(2, 10);
  });

  it('changes nothing at weight 0 and skips values that are no numbers', () => {
    expect(smooth([1, 5, 3], 0)).toEqual([1, 5, 3]);
    expect(smooth([1, Number.NaN, 1], 0.5)).toEqual([1, Number.NaN, 1]);
  });

  it('is the weighted mean of what came so far', () => {
    expect(smooth([0, 1], 0.5)[1]).toBeCloseTo((0.25 * 0 + 0.5 * 1) / 0.75, 10);
  });
});
