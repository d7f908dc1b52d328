import type { Catalogue, Graph, GraphNode, GraphNote, NodeSpec, PortType } from '@heed/schema';
import { type Edge, type Node, Position } from '@xyflow/react';
import { nodeSize, PORT_SIZE, portY } from './nodeGeometry.ts';
import { NOTE_SIZE, wireId } from './store/edits.ts';
import type { Selection } from './store/graphStore.ts';

export type PipelineFlowNode = Node<{ node: GraphNode }, 'pipeline'>;
export type NoteFlowNode = Node<{ note: GraphNote }, 'note'>;
export type FlowNode = PipelineFlowNode | NoteFlowNode;

/** What is said aloud about the things on the canvas. */
export interface FlowNames {
  node(node: GraphNode, spec: NodeSpec | undefined): string;
  note(note: GraphNote): string;
  wire(from: string, to: string): string;
}

/** Where the ports lie, so that wires can be drawn before a node was ever on the screen. */
function handlesOf(spec: NodeSpec) {
  const { width } = nodeSize(spec);
  const handle = (id: string, row: number, type: 'source' | 'target') => ({
    id,
    type,
    position: type === 'source' ? Position.Right : Position.Left,
    x: (type === 'source' ? width : 0) - PORT_SIZE / 2,
    y: portY(row) - PORT_SIZE / 2,
    width: PORT_SIZE,
    height: PORT_SIZE,
  });
  return [
    ...Object.keys(spec.inputs).map((id, row) => handle(id, row, 'target')),
    ...Object.keys(spec.outputs).map((id, row) => handle(id, row, 'source')),
  ];
}

function pipelineNode(node: GraphNode, spec: NodeSpec | undefined, names: FlowNames): PipelineFlowNode {
  const size = nodeSize(spec ?? { inputs: {}, outputs: {} });
  return {
    id: node.id,
    type: 'pipeline',
    position: node.position,
    data: { node },
    ...size,
    measured: size,
    handles: spec ? handlesOf(spec) : [],
    ariaLabel: names.node(node, spec),
  };
}

function noteNode(note: GraphNote, names: FlowNames): NoteFlowNode {
  const size = { width: note.width ?? NOTE_SIZE.width, height: note.height ?? NOTE_SIZE.height };
  return {
    id: note.id,
    type: 'note',
    position: note.position,
    data: { note },
    ...size,
    measured: size,
    ariaLabel: names.note(note),
    zIndex: -1,
  };
}

/** React Flow's nodes for a graph. A node that did not change keeps its object, and so is not drawn again. */
export function flowNodes(
  graph: Graph,
  catalogue: Catalogue,
  selection: Selection,
  names: FlowNames,
  previous: readonly FlowNode[] = [],
): FlowNode[] {
  const known = new Map(previous.map((node) => [node.id, node]));
  const keep = (fresh: FlowNode): FlowNode => {
    const selected = selection.items.has(fresh.id);
    const old = known.get(fresh.id);
    const same =
      old &&
      old.selected === selected &&
      old.ariaLabel === fresh.ariaLabel &&
      (old.type === 'note' && fresh.type === 'note'
        ? old.data.note === fresh.data.note
        : old.type === 'pipeline' && fresh.type === 'pipeline' && old.data.node === fresh.data.node) &&
      old.position.x === fresh.position.x &&
      old.position.y === fresh.position.y;
    return same ? old : { ...fresh, selected };
  };
  return [
    ...graph.notes.map((note) => keep(noteNode(note, names))),
    ...graph.nodes.map((node) => keep(pipelineNode(node, catalogue.get(node.kind), names))),
  ];
}

/** React Flow's edges for a graph, in the color of what flows. Wires without both ports stay in the problem list. */
export function flowEdges(
  graph: Graph,
  catalogue: Catalogue,
  selection: Selection,
  names: FlowNames,
  wrong: ReadonlySet<number>,
): Edge[] {
  const specs = new Map(graph.nodes.map((node) => [node.id, catalogue.get(node.kind)]));
  const drawn = new Set<string>();
  return graph.edges.flatMap((wire, index) => {
    const { from, to } = wire;
    const id = wireId(wire);
    const type: PortType | undefined = specs.get(from.node)?.outputs[from.port]?.type;
    if (!type || !specs.get(to.node)?.inputs[to.port] || drawn.has(id)) return [];
    drawn.add(id);
    return {
      id,
      source: from.node,
      sourceHandle: from.port,
      target: to.node,
      targetHandle: to.port,
      selected: selection.wires.has(id),
      className: wrong.has(index) ? 'wrong-wire' : undefined,
      style: { '--wire': `var(--port-${type})` } as Edge['style'],
      ariaLabel: names.wire(`${from.node}.${from.port}`, `${to.node}.${to.port}`),
    };
  });
}
