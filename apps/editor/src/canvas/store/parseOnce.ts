import { type GraphNode, parseConfig } from '@heed/schema';

const parsed = new WeakMap<GraphNode, ReturnType<typeof parseConfig>>();

/** The config of a node is checked once: a node on the canvas is never changed, only replaced. */
export const parseOnce: typeof parseConfig = (spec, node) => {
  const known = parsed.get(node) ?? parseConfig(spec, node);
  parsed.set(node, known);
  return known;
};
