import type { Point } from './edits.ts';

/** A thing on the canvas with its size. */
export interface Box extends Point {
  id: string;
  width: number;
  height: number;
}

const alignments = ['left', 'center', 'right', 'top', 'middle', 'bottom'] as const;
export type Alignment = (typeof alignments)[number];

const ends = ({ x, y, width, height }: Box) => ({
  left: x,
  center: x + width / 2,
  right: x + width,
  top: y,
  middle: y + height / 2,
  bottom: y + height,
});

/** Places at which things stand in one line with their common border, or with the middle of all. */
export function align(boxes: readonly Box[], how: Alignment): Map<string, Point> {
  const lines = boxes.map((box) => ends(box)[how]);
  const [least, most] = [Math.min(...lines), Math.max(...lines)];
  const outer = { left: least, top: least, right: most, bottom: most };
  const line = how === 'center' || how === 'middle' ? (least + most) / 2 : outer[how];
  const across = how === 'left' || how === 'center' || how === 'right';
  return new Map(
    boxes.map((box) => {
      const by = line - ends(box)[how];
      return [box.id, across ? { x: box.x + by, y: box.y } : { x: box.x, y: box.y + by }];
    }),
  );
}

/** Places with equal gaps from the first thing to the last, which stay where they are. */
export function distribute(boxes: readonly Box[], along: 'x' | 'y'): Map<string, Point> {
  const size = along === 'x' ? 'width' : 'height';
  const sorted = [...boxes].sort((a, b) => a[along] - b[along]);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return new Map();
  const taken = sorted.reduce((sum, box) => sum + box[size], 0);
  const gap = (last[along] + last[size] - first[along] - taken) / Math.max(1, sorted.length - 1);
  let next = first[along];
  return new Map(
    sorted.map((box) => {
      const place = { x: box.x, y: box.y, [along]: next };
      next += box[size] + gap;
      return [box.id, place];
    }),
  );
}
