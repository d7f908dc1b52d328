import {
  type Catalogue,
  GRAPH_FORMAT,
  type Graph,
  graphEdgeSchema,
  graphNodeSchema,
  groupSchema,
  noteSchema,
  parseGraph,
} from '@heed/schema';
import { z } from 'zod';
import { freeId, type Point, snapped, takenIds, upgradeNodes } from './edits.ts';

const CLIP_FORMAT = 'heed/clip';

const clipSchema = z.object({
  format: z.literal(CLIP_FORMAT),
  nodes: z.array(graphNodeSchema).max(10_000),
  edges: z.array(graphEdgeSchema).max(50_000),
  notes: z.array(noteSchema).max(1000),
  groups: z.array(groupSchema).max(1000).default([]),
});

/** Copied nodes and notes with the wires among them; goes over the system's clipboard as JSON. */
export type Clip = z.infer<typeof clipSchema>;

/** Takes the named nodes and notes out of a graph, with the wires that join them. */
export function copy(graph: Graph, ids: ReadonlySet<string>): Clip {
  return {
    format: CLIP_FORMAT,
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    edges: graph.edges.filter(({ from, to }) => ids.has(from.node) && ids.has(to.node)),
    notes: graph.notes.filter(({ id }) => ids.has(id)),
    groups: graph.groups.filter(({ nodes }) => nodes.every((id) => ids.has(id))),
  };
}

/** Reads what another editor window copied, or a whole graph file; undefined for any other text. */
export function parseClip(json: string, catalogue: Catalogue = new Map()): Clip | undefined {
  try {
    const value = JSON.parse(json);
    if (value?.format === GRAPH_FORMAT) {
      const graph = upgradeNodes(parseGraph(value), catalogue);
      return copy(graph, takenIds(graph));
    }
    return clipSchema.safeParse(value).data;
  } catch {
    return undefined;
  }
}

/** Adds a clip under fresh ids, shifted by `offset`; returns the ids of what was added. */
export function paste(graph: Graph, clip: Clip, offset: Point): { graph: Graph; ids: string[] } {
  const taken = takenIds(graph);
  const names = new Map<string, string>();
  for (const { id } of [...clip.nodes, ...clip.notes, ...clip.groups]) {
    const fresh = freeId(taken, id);
    taken.add(fresh);
    names.set(id, fresh);
  }
  const place = <Item extends { id: string; position: Point }>(item: Item): Item => ({
    ...item,
    id: names.get(item.id) ?? item.id,
    position: snapped({ x: item.position.x + offset.x, y: item.position.y + offset.y }),
  });
  const edges = clip.edges.flatMap(({ from, to }) => {
    const [source, target] = [names.get(from.node), names.get(to.node)];
    return source && target ? [{ from: { ...from, node: source }, to: { ...to, node: target } }] : [];
  });
  return {
    graph: {
      ...graph,
      nodes: [...graph.nodes, ...clip.nodes.map(place)],
      notes: [...graph.notes, ...clip.notes.map(place)],
      groups: [
        ...graph.groups,
        ...clip.groups.map((group) => ({
          ...group,
          id: names.get(group.id) ?? group.id,
          nodes: group.nodes.flatMap((id) => names.get(id) ?? []),
        })),
      ],
      edges: [...graph.edges, ...edges],
    },
    ids: [...clip.nodes, ...clip.notes].flatMap(({ id }) => names.get(id) ?? []),
  };
}
