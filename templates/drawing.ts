import {
  GRAPH_FORMAT,
  GRAPH_VERSION,
  type GraphEdge,
  type GraphFile,
  type GraphParameter,
  type Localized,
  parseGraph,
  text,
} from '@heed/schema';

/** Columns and rows of the drawing, in pixels. */
const COLUMN = 336;
const ROW = 310;

/** The place of a node or note that stands in this column and row. */
export function at(column: number, row: number): { x: number; y: number } {
  return { x: Math.round(column * COLUMN), y: Math.round(row * ROW) };
}

/** `node('sft', 'sft', text('Learn', '学习'), [2, 0], { epochs: 3 })` */
export function node(
  id: string,
  kind: string,
  label: Localized,
  [column, row]: readonly [number, number],
  config: Record<string, unknown> = {},
): GraphFile['nodes'][number] {
  return { id, kind, version: 1, label, position: at(column, row), config };
}

/** `wire('sft.model', 'ppo.policy')` */
export function wire(from: string, to: string): GraphEdge {
  const end = (name: string) => {
    const [owner = '', port = ''] = name.split('.');
    return { node: owner, port };
  };
  return { from: end(from), to: end(to) };
}

/**
 * A field that is asked for before the pipeline is used: `parameter('updates', 'ppo.updates', 'Updates', '更新次数')`.
 */
export function parameter(id: string, place: string, en: string, zh: string): GraphParameter {
  const [owner = '', name = ''] = place.split('.');
  return { id, node: owner, field: name, title: text(en, zh) };
}

/** A pipeline that ships, and the settings with which a test is done with it in seconds. */
export interface ShippedPipeline {
  graph: GraphFile;
  /** As after `--set`. */
  tiny: readonly string[];
}

type Drawing = Omit<GraphFile, 'format' | 'version' | 'notes' | 'groups' | 'parameters'> & Partial<GraphFile>;

/** Checks a drawing against the format of pipelines; its texts stay in both languages. */
export function pipeline(drawing: Drawing): GraphFile {
  const whole = { format: GRAPH_FORMAT, version: GRAPH_VERSION, ...drawing };
  const graph = parseGraph(whole);
  return {
    ...graph,
    name: drawing.name,
    nodes: graph.nodes.map((node, index) => ({ ...node, label: drawing.nodes[index]?.label })),
    notes: graph.notes.map((note, index) => ({ ...note, text: drawing.notes?.[index]?.text ?? note.text })),
  };
}
