import { type GraphNode, type NodeSpec, parseConfig } from '@heed/schema';

type Parsed = ReturnType<typeof parseConfig>;

const parsed = new WeakMap<GraphNode, Parsed>();
/** Configs without a fault, which are as good in any other node of the kind: in a copy, or after a move. */
const sound = new WeakMap<GraphNode['config'], { spec: NodeSpec; version: number; found: Parsed }>();

/** The config of a node is checked once: what is on the canvas is never changed, only replaced. */
export const parseOnce: typeof parseConfig = (spec, node) => {
  const known = parsed.get(node) ?? soundConfig(spec, node) ?? parseConfig(spec, node);
  parsed.set(node, known);
  if (known.problems.length === 0) sound.set(node.config, { spec, version: node.version, found: known });
  return known;
};

function soundConfig(spec: NodeSpec, { config, version }: GraphNode): Parsed | undefined {
  const known = sound.get(config);
  return known?.spec === spec && known.version === version ? known.found : undefined;
}
