import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bounded, fitting, LARGEST, moved, type View, zoomed } from './zoom.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const view = fc
  .record({ scale: fc.double({ min: 1, max: LARGEST, noNaN: true }), x: share, y: share })
  .map(bounded);

/** The point of the picture that lies at a share of the frame. */
const pointAt = ({ scale, x }: View, at: number) => x + (at - 0.5) / scale;

test('zooming in keeps the point under the pointer, and out again leads back', () => {
  fc.assert(
    fc.property(view, share, share, fc.double({ min: 1.1, max: 3, noNaN: true }), (from, x, y, factor) => {
      const to = zoomed(from, factor, { x, y });
      expect(pointAt(to, x)).toBeCloseTo(pointAt(from, x), 6);
      if (from.scale * factor < LARGEST) expect(zoomed(to, 1 / factor, { x, y }).x).toBeCloseTo(from.x, 6);
    }),
  );
});

test('never shows what lies beside the picture, and fits where it is not enlarged', () => {
  fc.assert(
    fc.property(view, fc.double({ min: -3, max: 3, noNaN: true }), (from, by) => {
      const { scale, x } = moved(from, by, by);
      expect(x - 1 / (2 * scale)).toBeGreaterThanOrEqual(-1e-9);
      expect(x + 1 / (2 * scale)).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
  expect(zoomed({ scale: 2, x: 0.3, y: 0.7 }, 0.1)).toEqual(fitting);
});
