import { activeGraph, type Catalogue, type Graph, GraphError, problem } from '@heed/schema';
import { UserError } from '../errors.ts';

/** Outputs that are used as they are instead of running their node. */
export interface PinnedOutputs {
  /** The run they come from. */
  run: string;
  outputs: Record<string, string>;
  results: Record<string, number>;
}

/** What of a graph runs. A node of the part that is not forced may be taken from the cache. */
export interface RunPart {
  to?: string;
  from?: string;
  /** The run whose failure this one goes on from. */
  failureOf?: string;
  /** Every node of the run. */
  nodes: string[];
  /** Nodes that run whatever the cache holds. */
  forced: string[];
  pins: Record<string, PinnedOutputs>;
}

/** What a person asked for; without any of it, all of the graph runs. */
export interface PartWish {
  /** Only what this node needs, and the node itself. */
  to?: string;
  /** This node and what depends on it, even where cached. */
  from?: string;
  /** Goes on from the failure of a run: the nodes that did not succeed in it, and what depends on them. */
  failed?: { run: string; nodes: readonly string[] };
}

type Wires = ReadonlyMap<string, readonly string[]>;

/** Everything reached from some nodes along wires, with the nodes themselves. */
function reach(starts: Iterable<string>, next: Wires): Set<string> {
  const reached = new Set(starts);
  for (const node of reached) for (const one of next.get(node) ?? []) reached.add(one);
  return reached;
}

/** Nodes that each node reads from; a pinned node reads nothing. */
export function needsOf(graph: Graph, pins: Readonly<Record<string, unknown>> = {}): Map<string, string[]> {
  const needs = new Map<string, Set<string>>(graph.nodes.map(({ id }) => [id, new Set()]));
  for (const { from, to } of graph.edges) {
    if (!Object.hasOwn(pins, to.node)) needs.get(to.node)?.add(from.node);
  }
  return new Map([...needs].map(([node, set]) => [node, [...set]]));
}

function followersOf(needs: Wires): Map<string, string[]> {
  const followers = new Map<string, string[]>([...needs.keys()].map((node) => [node, []]));
  for (const [node, reads] of needs) for (const need of reads) followers.get(need)?.push(node);
  return followers;
}

/**
 * The nodes of a run of a part: those that were asked for and all that they need, which comes from the cache where it
 * can. Throws a `GraphError` for a node that does not exist, a `UserError` where no wire leads from one to the other.
 */
export function choosePart(graph: Graph, wish: PartWish, pins: RunPart['pins'] = {}): RunPart {
  const { to, from, failed } = wish;
  for (const node of [to, from]) if (node !== undefined) checkNode(graph, node);
  const needs = needsOf(graph, pins);
  const followers = followersOf(needs);
  const upTo = to === undefined ? undefined : reach([to], needs);
  if (from !== undefined && upTo && !upTo.has(from)) throw noWay(from, to as string);
  const all = graph.nodes.map(({ id }) => id);
  const within = (starts: readonly string[]) => {
    const reached = reach(starts, followers);
    return all.filter((id) => reached.has(id) && (upTo?.has(id) ?? true));
  };
  const forced = from === undefined ? [] : within([from]).filter((id) => !Object.hasOwn(pins, id));
  const starts = from === undefined ? (failed?.nodes ?? all) : [from];
  const nodes = reach(within(starts), needs);
  const part = { nodes: all.filter((id) => nodes.has(id)), forced, pins };
  return { ...part, to, from, failureOf: failed?.run };
}

/** The same, of the nodes that are switched on. Throws a `GraphError` for a wish that names another one. */
export function chooseActivePart(
  graph: Graph,
  catalogue: Catalogue,
  wish: PartWish,
  pins?: RunPart['pins'],
): RunPart {
  const active = activeGraph(graph, catalogue);
  for (const node of [wish.to, wish.from])
    if (node !== undefined && active.out.has(node)) throw new GraphError([problem('node-off', { node })]);
  return choosePart(active.graph, wish, pins);
}

/** Nodes that each node of a run reads from, around those that are bypassed. */
export function activeNeedsOf(graph: Graph, catalogue: Catalogue, pins?: RunPart['pins']) {
  return needsOf(activeGraph(graph, catalogue).graph, pins);
}

/**
 * What has to be valid for a part to run: its nodes and everything before them, also before pinned ones, since facts
 * travel along those wires. A graph that is half drawn elsewhere can run up to a node.
 */
export function graphOfPart(graph: Graph, nodes: readonly string[]): Graph {
  const kept = reach(nodes, needsOf(graph));
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => kept.has(id)),
    edges: graph.edges.filter(({ to }) => kept.has(to.node)),
  };
}

function checkNode(graph: Graph, node: string): void {
  if (graph.nodes.some(({ id }) => id === node)) return;
  const nodes = graph.nodes.map(({ id }) => id).join(', ') || 'none';
  throw new GraphError([problem('unknown-node', { node, nodes })]);
}

function noWay(from: string, to: string): UserError {
  return new UserError('BAD_REQUEST', {
    en: `No wire leads from node "${from}" to node "${to}", so nothing runs from one to the other; choose a node before "${to}".`,
    zh: `没有连线从节点“${from}”通向节点“${to}”，因此两者之间没有可运行的内容；请选择“${to}”之前的节点。`,
  });
}
