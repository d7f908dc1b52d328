import type { Graph } from '@heed/schema';

/** Ids of the nodes that depend on any of these, directly or not; the given ones are not among them. */
export function followers({ edges }: Pick<Graph, 'edges'>, ids: readonly string[]): Set<string> {
  const next = Map.groupBy(edges, ({ from }) => from.node);
  const found = new Set<string>(ids);
  for (const id of found) for (const { to } of next.get(id) ?? []) found.add(to.node);
  return new Set([...found].filter((id) => !ids.includes(id)));
}
