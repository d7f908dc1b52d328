import type { Catalogue, Endpoint, GraphEdge, GraphNode, Message, PortType } from '@heed/schema';
import { nodeSize, portY } from '../canvas/nodeGeometry.ts';

/** As much of a graph as a picture of it takes. */
export interface Sketch {
  nodes: readonly (Pick<GraphNode, 'id' | 'kind' | 'position'> & { label?: Message })[];
  edges: readonly GraphEdge[];
}

interface Box {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** What the node's first output gives; undefined for an unknown kind. */
  type: PortType | undefined;
}

export interface GraphDrawing {
  viewBox: string;
  boxes: Box[];
  wires: { path: string; type: PortType | undefined }[];
}

/** Empty room around the nodes, in canvas pixels. */
const MARGIN = 60;

/** Lays a graph out for a small picture, at the positions and sizes that it has on the canvas. */
export function drawGraph(graph: Sketch, catalogue: Catalogue): GraphDrawing {
  const boxes = graph.nodes.map((node) => boxOf(node, catalogue));
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const kinds = new Map(graph.nodes.map(({ id, kind }) => [id, catalogue.get(kind)]));
  const wires = graph.edges.flatMap(({ from, to }) => {
    const [source, target] = [byId.get(from.node), byId.get(to.node)];
    if (!source || !target) return [];
    const outputs = kinds.get(from.node)?.outputs ?? {};
    const start = { x: source.x + source.width, y: source.y + rowY(outputs, from) };
    const end = { x: target.x, y: target.y + rowY(kinds.get(to.node)?.inputs ?? {}, to) };
    return [{ path: wirePath(start, end), type: outputs[from.port]?.type }];
  });
  return { viewBox: viewBoxOf(boxes), boxes, wires };
}

function boxOf({ id, kind, position: { x, y } }: Sketch['nodes'][number], catalogue: Catalogue): Box {
  const spec = catalogue.get(kind);
  const size = nodeSize(spec ?? { inputs: {}, outputs: {} });
  return { id, x, y, ...size, type: Object.values(spec?.outputs ?? {})[0]?.type };
}

function rowY(ports: object, { port }: Endpoint): number {
  return portY(Math.max(0, Object.keys(ports).indexOf(port)));
}

interface Point {
  x: number;
  y: number;
}

/** A curve that leaves to the right and arrives from the left, as on the canvas. */
function wirePath(from: Point, to: Point): string {
  const reach = Math.max(60, Math.abs(to.x - from.x) / 2);
  return `M${from.x} ${from.y}C${from.x + reach} ${from.y} ${to.x - reach} ${to.y} ${to.x} ${to.y}`;
}

function viewBoxOf(boxes: readonly Box[]): string {
  if (boxes.length === 0) return '0 0 1 1';
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN;
  return `${left} ${top} ${right - left} ${bottom - top}`;
}
