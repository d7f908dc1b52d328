/** A graph as JSON, of any version of the format. */
export type RawGraph = Record<string, unknown>;
/** Leads from one version of the format to the next; pure, and it never drops what it does not know. */
export type FormatMigration = (graph: RawGraph) => RawGraph;

/**
 * How graph files of older versions become those of the next: `formatMigrations[n]` leads from version n to n + 1.
 * `golden/` holds a file of each version with what it becomes.
 */
export const formatMigrations: Readonly<Record<number, FormatMigration>> = {
  /** Version 2 only adds: modes and stop rules of nodes, colors of notes, groups, parameters and needs. */
  1: (graph) => ({ groups: [], parameters: [], ...graph }),
};

/** Brings a graph of an older version up to `latest`; what is no graph, or is newer, passes as it is. */
export function upgradeFormat(
  value: unknown,
  latest: number,
  migrations: Readonly<Record<number, FormatMigration>> = formatMigrations,
): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  let graph = value as RawGraph;
  if (typeof graph.version !== 'number') return graph;
  for (let version = graph.version; version < latest; version++) {
    const migrate = migrations[version];
    if (!migrate) return graph;
    graph = { ...migrate(graph), version: version + 1 };
  }
  return graph;
}
