import { expect, test } from 'vitest';
import { wholeView } from './wholeView.ts';

const room = { width: 1200, height: 800, hasOverview: true };
const box = (x: number, y: number) => ({ id: `${x} ${y}`, x, y, width: 256, height: 200 });

/** Where a box lies on the screen. */
function seen({ x, y, zoom }: ReturnType<typeof wholeView>, one: ReturnType<typeof box>) {
  const [left, top] = [x + one.x * zoom, y + one.y * zoom];
  return { left, top, right: left + one.width * zoom, bottom: top + one.height * zoom };
}

test('a few nodes stand life-size in the middle', () => {
  const view = wholeView([box(0, 0), box(400, 0)], room, 0.1);
  expect(view.zoom).toBe(1);
  expect(seen(view, box(0, 0)).left).toBeCloseTo(1200 - seen(view, box(400, 0)).right);
});

test('all of a large pipeline is in view with a margin, as large as it fits', () => {
  const boxes = [box(0, 0), box(3000, 500)];
  const view = wholeView(boxes, { ...room, hasOverview: false }, 0.1);
  const [first, last] = boxes.map((one) => seen(view, one));
  expect(first?.left).toBeCloseTo(48);
  expect(last?.right).toBeCloseTo(1200 - 48);
});

test('no node lies under the overview or the tools', () => {
  for (const boxes of [
    [box(0, 0), box(1500, 1400)],
    [box(0, 1400), box(1500, 0)],
    [box(0, 0), box(0, 1400), box(2800, 1400), box(2800, 0)],
  ]) {
    const view = wholeView(boxes, room, 0.1);
    for (const { left, top, right, bottom } of boxes.map((one) => seen(view, one))) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(47.9);
      expect(bottom > 800 - 76 && left < 320).toBe(false);
      expect(bottom > 800 - 144 && right > 1200 - 200).toBe(false);
    }
  }
});

test('makes room beside the settings, and never gets smaller than is asked for', () => {
  const view = wholeView([box(0, 0), box(2000, 0)], { ...room, beside: 340 }, 0.1);
  expect(seen(view, box(2000, 0)).right).toBeLessThanOrEqual(1200 - 340 - 47.9);
  expect(wholeView([box(0, 0), box(90_000, 0)], room, 0.2).zoom).toBe(0.2);
});
