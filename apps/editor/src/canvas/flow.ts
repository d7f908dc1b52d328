import type {
  Catalogue,
  Graph,
  GraphEdge,
  GraphGroup,
  GraphNode,
  GraphNote,
  NodeSpec,
  PortType,
} from '@heed/schema';
import { type Edge, type Node, Position } from '@xyflow/react';
import { cardHandles, type GroupDrawing, groupView } from './groupView.ts';
import { nodeSize, PORT_SIZE, portY } from './nodeGeometry.ts';
import { NOTE_SIZE, wireId } from './store/edits.ts';
import type { Selection } from './store/graphStore.ts';

/** What is drawn of a node: with a setting it does not change. */
export type ShownNode = Pick<GraphNode, 'id' | 'kind' | 'label' | 'mode' | 'stop'>;

export type PipelineFlowNode = Node<{ node: ShownNode; names: FlowNames; idle: boolean }, 'pipeline'>;
export type NoteFlowNode = Node<{ note: GraphNote; names: FlowNames }, 'note'>;
export type GroupFlowNode = Node<{ drawing: GroupDrawing; names: FlowNames; shape: string }, 'cluster'>;
export type FlowNode = PipelineFlowNode | NoteFlowNode | GroupFlowNode;

/** What is said aloud about the things on the canvas. */
export interface FlowNames {
  node(node: ShownNode, spec: NodeSpec | undefined): string;
  note(note: GraphNote): string;
  group(group: GraphGroup): string;
  wire(from: string, to: string): string;
}

/** Names say already what a thing is, in the reader's language; React Flow would add it in English. */
export const nameOnly = { 'aria-roledescription': undefined };

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

function pipelineNode(
  node: GraphNode,
  spec: NodeSpec | undefined,
  names: FlowNames,
  idle: boolean,
): PipelineFlowNode {
  const size = nodeSize(spec ?? { inputs: {}, outputs: {} });
  return {
    id: node.id,
    type: 'pipeline',
    position: node.position,
    data: { node, names, idle },
    ...size,
    measured: size,
    handles: spec ? handlesOf(spec) : [],
    ariaLabel: names.node(node, spec),
    domAttributes: nameOnly,
  };
}

function noteNode(note: GraphNote, names: FlowNames): NoteFlowNode {
  const size = { width: note.width ?? NOTE_SIZE.width, height: note.height ?? NOTE_SIZE.height };
  return {
    id: note.id,
    type: 'note',
    position: note.position,
    data: { note, names },
    ...size,
    measured: size,
    ariaLabel: names.note(note),
    domAttributes: nameOnly,
    zIndex: -1,
  };
}

/** Behind the members also while it is selected, which lifts a thing by 1000. */
const BEHIND = -2000;

/** A collapsed group is a card like a node, an open one a box behind its members. */
function groupNode(drawing: GroupDrawing, names: FlowNames, shape: string): GroupFlowNode {
  const { group, at, width, height } = drawing;
  const size = { width, height };
  return {
    id: group.id,
    type: 'cluster',
    position: at,
    data: { drawing, names, shape },
    ...size,
    measured: size,
    handles: cardHandles(drawing).map((handle) => ({
      ...handle,
      position: handle.type === 'source' ? Position.Right : Position.Left,
      x: handle.x - PORT_SIZE / 2,
      y: handle.y - PORT_SIZE / 2,
      width: PORT_SIZE,
      height: PORT_SIZE,
    })),
    ariaLabel: names.group(group),
    domAttributes: nameOnly,
    zIndex: group.collapsed ? 0 : BEHIND,
  };
}

/** The list of before where nothing in it changed, so that nothing that follows from it is made again. */
function sameList<Item>(previous: readonly Item[], next: Item[]): Item[] {
  const same = previous.length === next.length && next.every((item, index) => item === previous[index]);
  return same ? (previous as Item[]) : next;
}

/** Would a thing be drawn as it is drawn already? */
function looksAlike(drawn: FlowNode, thing: GraphNode | GraphNote): boolean {
  if (drawn.type === 'note') return drawn.data.note === thing;
  if (drawn.type !== 'pipeline' || !('kind' in thing)) return false;
  const { node } = drawn.data;
  const parts = ['kind', 'label', 'mode', 'stop'] as const;
  return node === thing || parts.every((part) => node[part] === thing[part]);
}

/** React Flow's nodes for a graph. A node that did not change keeps its object, and so is not drawn again. */
export function flowNodes(
  graph: Graph,
  catalogue: Catalogue,
  selection: Selection,
  names: FlowNames,
  idle: ReadonlySet<string>,
  previous: readonly FlowNode[] = [],
): FlowNode[] {
  const known = new Map(previous.filter(({ hidden }) => !hidden).map((node) => [node.id, node]));
  const selected = <One extends FlowNode>(node: One): One => ({
    ...node,
    selected: selection.items.has(node.id),
  });
  const { drawings, home } = groupView(graph, catalogue);
  const clusters = drawings.map((drawing) => {
    const { group, ...rest } = drawing;
    const shape = JSON.stringify(rest);
    const found = known.get(group.id);
    const same =
      found?.type === 'cluster' &&
      found.data.shape === shape &&
      found.data.drawing.group === group &&
      found.data.names === names &&
      found.position.x === drawing.at.x &&
      found.position.y === drawing.at.y &&
      found.selected === selection.items.has(group.id);
    return same ? found : selected(groupNode(drawing, names, shape));
  });
  const old = (item: GraphNode | GraphNote) => {
    const found = known.get(item.id);
    const same =
      found &&
      looksAlike(found, item) &&
      found.data.names === names &&
      (found.type !== 'pipeline' || found.data.idle === idle.has(item.id)) &&
      (found.selected ?? false) === selection.items.has(item.id) &&
      found.position.x === item.position.x &&
      found.position.y === item.position.y;
    return same ? found : undefined;
  };
  const shown = ({ id }: { id: string }) => !home.has(id);
  return sameList(previous, [
    ...clusters,
    ...graph.notes.filter(shown).map((note) => old(note) ?? selected(noteNode(note, names))),
    ...graph.nodes
      .filter(shown)
      .map(
        (node) =>
          old(node) ?? selected(pipelineNode(node, catalogue.get(node.kind), names, idle.has(node.id))),
      ),
  ]);
}

/** A wire's edge for as long as the wire, its type, its selection and its fault stay the same. */
export type FlowEdge = Edge<{ wire: GraphEdge; names: FlowNames; type: PortType; look: string | undefined }>;

/** React Flow's edges for a graph, in the color of what flows. Wires without both ports stay in the problem list. */
export function flowEdges(
  graph: Graph,
  catalogue: Catalogue,
  selection: Selection,
  names: FlowNames,
  { wrong, idle }: { wrong: ReadonlySet<number>; idle: ReadonlySet<string> },
  previous: readonly FlowEdge[] = [],
): FlowEdge[] {
  const { home } = groupView(graph, catalogue);
  const specs = new Map(graph.nodes.map((node) => [node.id, catalogue.get(node.kind)]));
  const known = new Map(previous.map((edge) => [edge.data?.wire, edge]));
  const drawn = new Set<string>();
  const edges = graph.edges.flatMap((wire, index): FlowEdge[] => {
    const { from, to } = wire;
    const type: PortType | undefined = specs.get(from.node)?.outputs[from.port]?.type;
    if (!type || !specs.get(to.node)?.inputs[to.port]) return [];
    const old = known.get(wire);
    const id = old?.id ?? wireId(wire);
    const [fromHome, toHome] = [home.get(from.node), home.get(to.node)];
    if (drawn.has(id) || (fromHome !== undefined && fromHome === toHome)) return [];
    drawn.add(id);
    const rests = idle.has(from.node) || idle.has(to.node);
    const look = wrong.has(index) ? 'wrong-wire' : rests ? 'idle-wire' : undefined;
    const selected = selection.wires.has(id);
    const same =
      old?.selected === selected &&
      old.data?.names === names &&
      old.data.type === type &&
      old.data.look === look &&
      old.source === (fromHome ?? from.node) &&
      old.target === (toHome ?? to.node);
    if (old && same) return [old];
    return [
      {
        id,
        source: fromHome ?? from.node,
        sourceHandle: fromHome ? `${from.node}.${from.port}` : from.port,
        target: toHome ?? to.node,
        targetHandle: toHome ? `${to.node}.${to.port}` : to.port,
        selected,
        data: { wire, names, type, look },
        className: look,
        reconnectable: selected && !fromHome && !toHome,
        style: { '--wire': `var(--port-${type})` } as Edge['style'],
        ariaLabel: names.wire(`${from.node}.${from.port}`, `${to.node}.${to.port}`),
        domAttributes: nameOnly,
      },
    ];
  });
  return sameList(previous, edges);
}
