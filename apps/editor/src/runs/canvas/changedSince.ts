import { type Catalogue, type Graph, type GraphNode, type NodeSpec, resultConfig } from '@heed/schema';
import { followers } from '../../inspector/followers.ts';

/** A text made once for each object. */
function textOf<Of extends object>(make: (of: Of) => unknown) {
  const made = new WeakMap<Of, string>();
  return (of: Of): string => {
    const text = made.get(of) ?? JSON.stringify(make(of));
    made.set(of, text);
    return text;
  };
}

const written = textOf(({ kind, version, config, mode, stop }: GraphNode) => [
  kind,
  version,
  config,
  mode,
  stop,
]);

/** What of two nodes' settings the result depends on; a default that is written out is as one left out. */
function worksAlike(a: GraphNode, b: GraphNode, spec: NodeSpec | undefined): boolean {
  if (written(a) === written(b)) return true;
  if (!spec || a.kind !== b.kind) return false;
  const work = (node: GraphNode) => {
    const { data } = spec.config.safeParse(node.config);
    return written({ ...node, config: data ? resultConfig(spec, data) : node.config });
  };
  return work(a) === work(b);
}

const wiresByNode = new WeakMap<Graph['edges'], ReadonlyMap<string, string>>();

/** What flows into each node, as a text. */
function inflow({ edges }: Graph): ReadonlyMap<string, string> {
  let found = wiresByNode.get(edges);
  if (!found) {
    const wires = Map.groupBy(edges, ({ to }) => to.node);
    const line = ({ from, to }: Graph['edges'][number]) => `${to.port} ${from.node} ${from.port}`;
    found = new Map([...wires].map(([node, all]) => [node, all.map(line).sort().join('\n')]));
    wiresByNode.set(edges, found);
  }
  return found;
}

/**
 * Ids of the nodes that would not do what they did in a run of an earlier version of their pipeline: those whose kind,
 * settings, stop rules or wires differ, and all that depend on them.
 */
export function changedSince(before: Graph, now: Graph, catalogue: Catalogue): ReadonlySet<string> {
  const known = new Map(before.nodes.map((node) => [node.id, node]));
  const [wiresBefore, wiresNow] = [inflow(before), inflow(now)];
  const changed = now.nodes.filter((node) => {
    const old = known.get(node.id);
    const isSame =
      old !== undefined &&
      before.seed === now.seed &&
      wiresBefore.get(node.id) === wiresNow.get(node.id) &&
      worksAlike(old, node, catalogue.get(node.kind));
    return !isSame;
  });
  const ids = changed.map(({ id }) => id);
  return ids.length === 0 ? nothing : new Set([...ids, ...followers(now, ids)]);
}

const nothing: ReadonlySet<string> = new Set();
