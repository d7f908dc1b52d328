import { getViewportForBounds, type Viewport } from '@xyflow/react';
import type { Box } from './store/align.ts';

interface Size {
  width: number;
  height: number;
}

/** The surface on which a pipeline is to be seen whole, in pixels of the screen. */
export interface Room extends Size {
  /** Taken from it at the right edge, from top to bottom. */
  beside?: number;
  /** Does the overview lie in its corner? */
  hasOverview?: boolean;
}

/** Free space around the nodes. */
const MARGIN = 48;
/** What lies in the lower corners, with the room around it. */
const TOOLS = { width: 320, height: 76 };
const OVERVIEW = { width: 200, height: 144 };
const NOTHING = { width: 0, height: 0 };

/** Is the window wide enough for the overview? A narrow one does without. */
export function hasOverview(): boolean {
  return window.matchMedia('(min-width: 901px)').matches;
}

type Margins = Record<'top' | 'right' | 'bottom' | 'left', number>;

function boundsOf(boxes: readonly Box[]) {
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Would a box be under the tools at the left or the overview at the right? One that only touches them is not. */
function isCovered({ x, y, zoom }: Viewport, room: Size, overview: Size) {
  return (box: Box) => {
    const [left, right] = [x + box.x * zoom + 1, x + (box.x + box.width) * zoom - 1];
    const bottom = y + (box.y + box.height) * zoom - 1;
    return (
      (bottom > room.height - TOOLS.height && left < TOOLS.width) ||
      (bottom > room.height - overview.height && right > room.width - overview.width)
    );
  };
}

/**
 * The view that shows all boxes as large as they fit, at most life-size and not smaller than `minZoom`. Where the tools
 * or the overview would cover a box, the pipeline makes room for them at the side where it stays larger.
 */
export function wholeView(boxes: readonly Box[], room: Room, minZoom: number): Viewport {
  const { width, height, beside = 0, hasOverview = false } = room;
  const bounds = boundsOf(boxes);
  const overview = hasOverview && beside === 0 ? OVERVIEW : NOTHING;
  const plain = { top: MARGIN, right: MARGIN + beside, bottom: MARGIN, left: MARGIN };
  const aboveTools = { ...plain, bottom: TOOLS.height };
  const choices: Margins[] = [
    plain,
    aboveTools,
    { ...plain, right: Math.max(plain.right, overview.width) },
    { ...aboveTools, right: Math.max(plain.right, overview.width) },
    { ...aboveTools, bottom: Math.max(TOOLS.height, overview.height) },
  ];
  const views = choices.map((margins) => {
    const padding = Object.fromEntries(Object.entries(margins).map(([side, free]) => [side, `${free}px`]));
    return getViewportForBounds(bounds, width, height, minZoom, 1, padding);
  });
  const clear = views.filter((view) => !boxes.some(isCovered(view, room, overview)));
  return clear.toSorted((a, b) => b.zoom - a.zoom)[0] ?? views[0] ?? { x: 0, y: 0, zoom: 1 };
}
