import { expect, it } from 'vitest';
import { brushed, brushTo, countIn } from './brush.ts';

const key = (name: string, shiftKey = false) => ({ key: name, shiftKey });

it('goes from bin to bin and not beyond the ends', () => {
  expect(brushTo(undefined, key('ArrowRight'), 3)).toEqual({ from: 1, to: 1 });
  expect(brushTo({ from: 2, to: 2 }, key('ArrowRight'), 3)).toEqual({ from: 2, to: 2 });
  expect(brushTo({ from: 0, to: 0 }, key('ArrowLeft'), 3)).toEqual({ from: 0, to: 0 });
  expect(brushTo({ from: 1, to: 1 }, key('x'), 3)).toBeUndefined();
});

it('takes in what lies between with Shift, in both directions', () => {
  const wide = brushTo({ from: 1, to: 1 }, key('End', true), 4);
  expect(wide).toEqual({ from: 1, to: 3 });
  expect(brushTo(wide, key('Home', true), 4)).toEqual({ from: 1, to: 0 });
  expect(brushed({ from: 1, to: 0 })).toEqual([0, 1]);
});

it('counts the rows of all bins chosen', () => {
  expect(countIn([1, 2, 4, 8], 1, 2)).toBe(6);
});
