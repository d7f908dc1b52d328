import type { NodeSpec } from '@heed/schema';

/** All nodes have one width, and a height that follows from their kind alone, never from what they show. */
export const NODE_WIDTH = 256;
export const HEADER_HEIGHT = 44;
export const PORT_ROW = 28;
/** The lower part of a node, with room for two numbers, and what each further one adds. */
const FACE_HEIGHT = 84;
const FACE_ROW = 20;
const FACE_ROWS = 2;
const PORTS_PADDING = 8;
/** The side of a port's mark, at whose edge wires end. */
export const PORT_SIZE = 14;

type Ports = Pick<NodeSpec, 'inputs' | 'outputs'>;
type Shown = Ports & Partial<Pick<NodeSpec, 'metrics'>>;

/** How many numbers a node's face shows: two, or all that its kind reports live where these are more. */
export function faceRows({ metrics = {} }: Partial<Pick<NodeSpec, 'metrics'>>): number {
  return Math.max(FACE_ROWS, Object.values(metrics).filter(({ live }) => live).length);
}

/** The height of a node's lower part. */
export function faceHeight(spec: Shown): number {
  return FACE_HEIGHT + (faceRows(spec) - FACE_ROWS) * FACE_ROW;
}

/** Rows of ports: inputs stand left, outputs right. */
export function portRows(spec: Ports): number {
  return Math.max(1, Object.keys(spec.inputs).length, Object.keys(spec.outputs).length);
}

/** The size of a node of a kind on the canvas, in pixels at zoom 1. */
export function nodeSize(spec: Shown): { width: number; height: number } {
  const ports = portRows(spec) * PORT_ROW + PORTS_PADDING;
  return { width: NODE_WIDTH, height: HEADER_HEIGHT + ports + faceHeight(spec) };
}

/** The vertical middle of a port's row, from the node's top. */
export function portY(row: number): number {
  return HEADER_HEIGHT + PORTS_PADDING / 2 + row * PORT_ROW + PORT_ROW / 2;
}
