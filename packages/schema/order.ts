import type { Graph, GraphNode } from './graph.ts';
import type { GraphIndex } from './graph-index.ts';

/** Nodes that each node waits for; wires from a missing node are left out. */
function needsOf(graph: Graph, index: GraphIndex): Map<string, Set<string>> {
  const needs = ({ id }: GraphNode) =>
    (index.wiresTo.get(id) ?? []).map(({ from }) => from.node).filter((from) => index.nodes.has(from));
  return new Map(graph.nodes.map((node) => [node.id, new Set(needs(node))]));
}

/** Kahn's algorithm; nodes that are ready together keep the order of the file, those of a cycle come last. */
export function topologicalOrder(graph: Graph, index: GraphIndex): { order: GraphNode[]; cycle?: string[] } {
  const waiting = needsOf(graph, index);
  const followers = new Map(graph.nodes.map(({ id }) => [id, [] as string[]]));
  for (const [id, needs] of waiting) for (const need of needs) followers.get(need)?.push(id);
  const ready = [...waiting].filter(([, needs]) => needs.size === 0).map(([id]) => id);
  const order: GraphNode[] = [];
  for (const id of ready) {
    const node = index.nodes.get(id);
    if (node) order.push(node);
    for (const follower of followers.get(id) ?? []) {
      const needs = waiting.get(follower);
      if (needs?.delete(id) && needs.size === 0) ready.push(follower);
    }
  }
  const stuck = new Map([...waiting].filter(([, needs]) => needs.size > 0));
  if (stuck.size === 0) return { order };
  return { order: [...order, ...graph.nodes.filter(({ id }) => stuck.has(id))], cycle: findCycle(stuck) };
}

/** Follows unmet needs until a node comes round again. */
function findCycle(stuck: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const path: string[] = [];
  let id = stuck.keys().next().value as string;
  while (!path.includes(id)) {
    path.push(id);
    id = [...(stuck.get(id) ?? [])].find((need) => stuck.has(need)) as string;
  }
  return [...path.slice(path.indexOf(id)), id].reverse();
}
