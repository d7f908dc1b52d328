import type { Graph, GraphNode, MergeConflict } from '@heed/schema';
import { remove } from '../canvas/store/edits.ts';

/** Whose value holds where two people changed the same thing. */
export type Side = 'mine' | 'theirs';

/** Puts the chosen side of each conflict into a merged graph. */
export function settle(
  merged: Graph,
  conflicts: readonly MergeConflict[],
  sideOf: (conflict: MergeConflict) => Side,
): Graph {
  return conflicts.reduce((graph, conflict) => choose(graph, conflict, conflict[sideOf(conflict)]), merged);
}

function choose(graph: Graph, conflict: MergeConflict, value: unknown): Graph {
  const { in: kind, id = '', field } = conflict;
  if (kind === 'graph') return withField(graph, field ?? '', value);
  if (kind === 'wires') return withWires(graph, id, (value ?? []) as string[]);
  if (field === undefined) return value === undefined ? without(graph, kind, id) : graph;
  const change = <Thing extends { id: string }>(things: readonly Thing[]) =>
    things.map((thing) => (thing.id === id ? withField(thing, field, value) : thing));
  const part = parts[kind];
  return { ...graph, [part]: change(graph[part] as GraphNode[]) };
}

const parts = { node: 'nodes', note: 'notes', group: 'groups', parameter: 'parameters' } as const;

function without(graph: Graph, kind: keyof typeof parts, id: string): Graph {
  if (kind === 'node' || kind === 'note') {
    const rest = remove(graph, new Set([id]), new Set());
    return {
      ...rest,
      groups: rest.groups.map((group) => ({ ...group, nodes: group.nodes.filter((one) => one !== id) })),
      parameters: rest.parameters.filter(({ node }) => kind !== 'node' || node !== id),
    };
  }
  const part = parts[kind];
  return { ...graph, [part]: graph[part].filter((thing) => thing.id !== id) };
}

/** Sets a field by its name in conflicts, `config.x` inside the config; an undefined value takes it away. */
function withField<Thing extends object>(thing: Thing, field: string, value: unknown): Thing {
  const [first, rest] = [field.split('.')[0] ?? '', field.slice(field.indexOf('.') + 1)];
  if (first === 'config' && rest !== field) {
    const { config } = thing as unknown as GraphNode;
    return { ...thing, config: withField(config, rest, value) };
  }
  const { [field]: _, ...others } = thing as Record<string, unknown>;
  return (value === undefined ? others : { ...others, [field]: value }) as Thing;
}

function withWires(graph: Graph, input: string, sources: readonly string[]): Graph {
  const endOf = (end: string) => ({
    node: end.slice(0, end.indexOf('.')),
    port: end.slice(end.indexOf('.') + 1),
  });
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const others = graph.edges.filter(({ to }) => `${to.node}.${to.port}` !== input);
  const wires = sources.map((from) => ({ from: endOf(from), to: endOf(input) }));
  return {
    ...graph,
    edges: [...others, ...wires.filter(({ from, to }) => ids.has(from.node) && ids.has(to.node))],
  };
}
