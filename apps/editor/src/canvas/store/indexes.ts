import { activeGraph, type Catalogue, type Graph, type Problem } from '@heed/schema';

/** Look-ups that all nodes on the canvas share; each is made once for a list and forgotten with it. */
function indexed<List extends object, Value>(make: (list: List) => ReadonlyMap<string, Value>) {
  const made = new WeakMap<List, ReadonlyMap<string, Value>>();
  return (list: List, id: string): Value | undefined => {
    let index = made.get(list);
    if (!index) {
      index = make(list);
      made.set(list, index);
    }
    return index.get(id);
  };
}

/**
 * The ports of a node that have wires, as `input:model output:model`: a text, so that a node is drawn again only when
 * its own wires change.
 */
export const wiredPorts = indexed((edges: Graph['edges']) => {
  const names = new Map<string, string>();
  const add = (node: string, port: string) => names.set(node, `${names.get(node) ?? ''} ${port}`);
  for (const { from, to } of edges) {
    add(from.node, `output:${from.port}`);
    add(to.node, `input:${to.port}`);
  }
  return names;
});

const nobody: ReadonlySet<string> = new Set();
const idle = new WeakMap<Graph, ReadonlySet<string>>();

/** Nodes that are off or hang on one that is. */
export function idleNodes(graph: Graph, catalogue: Catalogue): ReadonlySet<string> {
  if (graph.nodes.every(({ mode }) => mode === undefined)) return nobody;
  let found = idle.get(graph);
  if (!found) {
    const { out } = activeGraph(graph, catalogue);
    const bypassed = new Set(graph.nodes.filter(({ mode }) => mode === 'bypass').map(({ id }) => id));
    found = new Set([...out].filter((id) => !bypassed.has(id)));
    idle.set(graph, found);
  }
  return found;
}

/** The first problem of a node. */
export const problemOf = indexed((problems: readonly Problem[]) => {
  const first = new Map<string, Problem>();
  for (const problem of problems)
    if (problem.node !== undefined && !first.has(problem.node)) first.set(problem.node, problem);
  return first;
});
