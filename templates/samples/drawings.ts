import type { Random } from '@heed/engine/random';
import { png } from './png.ts';

const SIDE = 144;
const palette = ['#bfe3f5', '#d9413a', '#f6c945', '#7a4a2b', '#f3e6cf', '#4f9d4b', '#2c3440'];
const [SKY, RED, YELLOW, BROWN, CREAM, GREEN, INK] = [0, 1, 2, 3, 4, 5, 6] as const;

/** The color at a place; both coordinates go from -1 to 1, down and to the right. */
type Drawing = (x: number, y: number) => number;

/** What can be drawn, by name. */
export const drawings = {
  circle: (x, y) => (Math.hypot(x, y) < 0.6 ? RED : SKY),
  house: (x, y) => {
    if (y > 0.6) return GREEN;
    if (Math.abs(x) < 0.13 && y > 0.18) return BROWN;
    if (Math.abs(x) < 0.5 && y > -0.1) return CREAM;
    return y > -0.7 && y <= -0.1 && Math.abs(x) < (y + 0.7) * 1.1 ? RED : SKY;
  },
  sun: (x, y) => {
    const distance = Math.hypot(x, y);
    const isRay = distance > 0.48 && distance < 0.82 && Math.cos(12 * Math.atan2(y, x)) > 0.55;
    return distance < 0.38 || isRay ? YELLOW : SKY;
  },
  tree: (x, y) => {
    if (Math.hypot(x, y + 0.22) < 0.48) return GREEN;
    if (y > 0.62) return GREEN;
    return Math.abs(x) < 0.1 && y > 0.1 ? BROWN : SKY;
  },
} satisfies Record<string, Drawing>;

/** Draws with a steady hand, or a shaky one that leaves its place, bends lines and spills ink. */
export function draw(name: keyof typeof drawings, isSteady: boolean, random: Random): Buffer {
  const drawing: Drawing = drawings[name];
  const scaled = (pixel: number) => (2 * (pixel + 0.5)) / SIDE - 1;
  return png(SIDE, palette, (column, row) => {
    const [x, y] = [scaled(column), scaled(row)];
    if (isSteady) return drawing(x, y);
    if (random.uniform() < 0.05) return INK;
    return drawing(1.2 * x + 0.25 + 0.14 * Math.sin(9 * y), 1.15 * y - 0.15 + 0.12 * Math.sin(8 * x));
  });
}
