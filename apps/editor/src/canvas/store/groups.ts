import type { Graph, GraphGroup } from '@heed/schema';
import { freeId, takenIds } from './edits.ts';

/** Puts nodes and notes into a new group; they leave those that they were in. Returns its id too. */
export function group(graph: Graph, ids: ReadonlySet<string>, title = ''): { graph: Graph; id: string } {
  const id = freeId(takenIds(graph), 'group');
  const nodes = [...graph.nodes, ...graph.notes].flatMap((one) => (ids.has(one.id) ? [one.id] : []));
  const others = graph.groups.flatMap((one) => {
    const left = one.nodes.filter((member) => !ids.has(member));
    return left.length > 0 ? { ...one, nodes: left } : [];
  });
  return { graph: { ...graph, groups: [...others, { id, title, nodes }] }, id };
}

/** Takes groups apart; what was in them stays where it is. */
export function ungroup(graph: Graph, ids: ReadonlySet<string>): Graph {
  return { ...graph, groups: graph.groups.filter(({ id }) => !ids.has(id)) };
}

/** Changes the title, the color or the state of a group. */
export function setGroup(
  graph: Graph,
  id: string,
  change: Partial<Pick<GraphGroup, 'title' | 'color' | 'collapsed'>>,
): Graph {
  return { ...graph, groups: graph.groups.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}
