import type { CanvasRun } from '../runs/canvas/runState.ts';
import type { FlowNode } from './flow.ts';

/** Corners of this radius, in canvas pixels, as far as the thing has room for them. */
const ROUND = 12;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The pipeline in small: one outline for all things of a look, and the box around everything. */
export interface OverviewShapes {
  /** Outlines by the look of what they show, as a path. */
  paths: ReadonlyMap<string, string>;
  bounds: Box | undefined;
}

function lookOf(node: FlowNode, run: CanvasRun | undefined): string {
  if (node.type !== 'pipeline') return node.type;
  return node.data.idle ? 'idle' : (run?.nodes.get(node.id)?.state ?? 'quiet');
}

function outline({ x, y, width, height }: Box): string {
  const r = Math.min(ROUND, width / 2, height / 2);
  const [w, h] = [width - 2 * r, height - 2 * r];
  return `M${x + r} ${y}h${w}a${r} ${r} 0 0 1 ${r} ${r}v${h}a${r} ${r} 0 0 1 ${-r} ${r}h${-w}a${r} ${r} 0 0 1 ${-r} ${-r}v${-h}a${r} ${r} 0 0 1 ${r} ${-r}z`;
}

/** The smallest box around two. */
export function around(one: Box, other: Box | undefined): Box {
  if (!other) return one;
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  const right = Math.max(one.x + one.width, other.x + other.width);
  const bottom = Math.max(one.y + one.height, other.y + other.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** Draws all things of a look as one path: a pipeline of 500 nodes then has five shapes and not 500 in its overview. */
export function overviewShapes(nodes: readonly FlowNode[], run: CanvasRun | undefined): OverviewShapes {
  const paths = new Map<string, string[]>();
  let bounds: Box | undefined;
  for (const node of nodes) {
    const { width = 0, height = 0, position } = node;
    const box = { ...position, width, height };
    bounds = around(box, bounds);
    const look = lookOf(node, run);
    const outlines = paths.get(look);
    if (outlines) outlines.push(outline(box));
    else paths.set(look, [outline(box)]);
  }
  return { paths: new Map([...paths].map(([look, parts]) => [look, parts.join('')])), bounds };
}
