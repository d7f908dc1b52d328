import {
  type Catalogue,
  emptyGraph,
  GRAPH_FORMAT,
  type Graph,
  graphEdgeSchema,
  graphNodeSchema,
  groupSchema,
  noteSchema,
  parseGraph,
  text,
} from '@heed/schema';
import { z } from 'zod';
import { LocalizedError } from '../../api/LocalizedError.ts';
import { currentLanguage } from '../../i18n/language.ts';
import { freeIds, type Point, snapped, takenIds, upgradeNodes } from './edits.ts';

const CLIP_FORMAT = 'heed/clip';
/** Larger texts are no copies of what somebody selected, and would hold the page up. */
const LARGEST_CLIP = 20 * 1024 * 1024;
/** The limits of the graph format. */
const MOST = { nodes: 10_000, notes: 1000, groups: 1000 };

const clipSchema = z.object({
  format: z.literal(CLIP_FORMAT),
  nodes: z.array(graphNodeSchema).max(MOST.nodes),
  edges: z.array(graphEdgeSchema).max(50_000),
  notes: z.array(noteSchema).max(MOST.notes),
  groups: z.array(groupSchema).max(MOST.groups).default([]),
});

/** Copied nodes and notes with the wires among them; goes over the system's clipboard as JSON. */
export type Clip = z.infer<typeof clipSchema>;

/** Takes the named nodes and notes, and the members of named groups, out of a graph, with the wires that join them. */
export function copy(graph: Graph, named: ReadonlySet<string>): Clip {
  const members = graph.groups.flatMap(({ id, nodes }) => (named.has(id) ? nodes : []));
  const ids = new Set([...named, ...members]);
  return {
    format: CLIP_FORMAT,
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    edges: graph.edges.filter(({ from, to }) => ids.has(from.node) && ids.has(to.node)),
    notes: graph.notes.filter(({ id }) => ids.has(id)),
    groups: graph.groups.filter(({ nodes }) => nodes.every((id) => ids.has(id))),
  };
}

/** A clip as it lies on the clipboard: JSON that a person can read. */
export function clipText(clip: Clip): string {
  return JSON.stringify(clip, null, 2);
}

const refusals = {
  noPart: text(
    'The clipboard holds no part of a pipeline. Copy nodes in Heed, or the text of a pipeline file.',
    '剪贴板中没有流程内容。请在 Heed 中复制节点，或复制流程文件的文本。',
  ),
  broken: text(
    'The text on the clipboard is cut off or broken, so that nothing of it can be pasted. Copy it again as a whole.',
    '剪贴板中的文本不完整或已损坏，无法粘贴。请重新完整复制。',
  ),
  large: text(
    'The text on the clipboard is larger than 20 MB. Import it as a file instead.',
    '剪贴板中的文本超过 20 MB。请改为导入文件。',
  ),
  empty: text('There is no node and no note in what was copied.', '复制的内容中没有节点，也没有便签。'),
  full: text(
    'With what was copied the pipeline would be larger than 10,000 nodes or 1,000 notes. Paste less.',
    '粘贴后流程将超过 10,000 个节点或 1,000 个便签。请减少粘贴内容。',
  ),
};

/** Ids that more than one thing has. */
function hasTwins({ nodes, notes, groups }: Clip): boolean {
  const ids = [...nodes, ...notes, ...groups].map(({ id }) => id);
  return new Set(ids).size < ids.length;
}

function readValue(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new LocalizedError(/^\s*[{[]/.test(json) ? refusals.broken : refusals.noPart);
  }
}

/** Why a text is not a clip: the first place that is wrong. */
function brokenPlace(error: z.ZodError): LocalizedError {
  const [issue] = error.issues;
  const path = issue?.path.join('.') || '.';
  return new LocalizedError(
    text(
      `What was copied cannot be pasted: ${path} is not as it should be. Copy it again.`,
      `复制的内容无法粘贴：${path} 不正确。请重新复制。`,
    ),
  );
}

function clipOf(value: unknown): Clip {
  const format = (value as { format?: unknown } | null)?.format;
  if (format === GRAPH_FORMAT) {
    const graph = parseGraph(value, currentLanguage());
    return copy(graph, takenIds(graph));
  }
  if (format !== CLIP_FORMAT) throw new LocalizedError(refusals.noPart);
  const parsed = clipSchema.safeParse(value);
  if (!parsed.success) throw brokenPlace(parsed.error);
  return parsed.data;
}

/**
 * Reads what an editor window copied, or a whole graph file, and brings its nodes up to date. Throws a sentence for any
 * other text.
 */
export function parseClip(json: string, catalogue: Catalogue = new Map()): Clip {
  if (json.length > LARGEST_CLIP) throw new LocalizedError(refusals.large);
  const clip = clipOf(readValue(json));
  if (clip.nodes.length + clip.notes.length === 0) throw new LocalizedError(refusals.empty);
  if (hasTwins(clip)) throw new LocalizedError(refusals.broken);
  const { nodes } = upgradeNodes({ ...emptyGraph('clip'), nodes: clip.nodes }, catalogue);
  return { ...clip, nodes };
}

/** Would the graph be too large with a clip? Throws a sentence then. */
export function checkRoom(graph: Graph, clip: Clip): void {
  for (const part of ['nodes', 'notes', 'groups'] as const)
    if (graph[part].length + clip[part].length > MOST[part]) throw new LocalizedError(refusals.full);
}

/** Adds a clip under fresh ids, shifted by `offset`; returns the ids of what was added. */
export function paste(graph: Graph, clip: Clip, offset: Point): { graph: Graph; ids: string[] } {
  const next = freeIds(takenIds(graph));
  const names = new Map([...clip.nodes, ...clip.notes, ...clip.groups].map(({ id }) => [id, next(id)]));
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
