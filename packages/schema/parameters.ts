import type { z } from 'zod';
import { complaint } from './complaint.ts';
import { type Graph, type GraphNode, graphSchema, idSchema } from './graph.ts';
import type { Catalogue, NodeSpec, RawConfig } from './node-spec.ts';
import { GraphError, type Problem, problem } from './problems.ts';

/** Brings a saved config up to the kind's version and checks every parameter. */
export function parseConfig(spec: NodeSpec, node: GraphNode): { config: RawConfig; problems: Problem[] } {
  if (node.version > spec.version) {
    const versions = {
      node: node.id,
      kind: node.kind,
      found: String(node.version),
      known: String(spec.version),
    };
    return { config: node.config, problems: [problem('newer-kind', versions, { node: node.id })] };
  }
  const config = migrateConfig(spec, node.version, node.config);
  const unknown = Object.keys(config)
    .filter((name) => !Object.hasOwn(spec.config.shape, name))
    .map((name) => unknownParameter(spec, node, name));
  const parsed = spec.config.safeParse(config);
  if (parsed.success) return { config: parsed.data, problems: unknown };
  return {
    config,
    problems: [...unknown, ...parsed.error.issues.map((issue) => badParameter(node, config, issue))],
  };
}

/** Runs the kind's numbered migrations from a saved version to the current one. */
export function migrateConfig(spec: NodeSpec, version: number, config: RawConfig): RawConfig {
  let migrated = config;
  for (let from = version; from < spec.version; from++)
    migrated = spec.migrations?.[from]?.(migrated) ?? migrated;
  return migrated;
}

function badParameter(node: GraphNode, config: RawConfig, issue: z.core.$ZodIssue): Problem {
  const parameter = issue.path.join('.');
  const { en: detail, zh: detailZh } = complaint(config, issue);
  return problem(
    'bad-parameter',
    { node: node.id, parameter, detail, detailZh },
    { node: node.id, parameter },
  );
}

function unknownParameter(spec: NodeSpec, node: GraphNode, parameter: string): Problem {
  const names = Object.keys(spec.config.shape);
  const suggestion =
    names.find((name) => editDistance(name.toLowerCase(), parameter.toLowerCase()) <= 2) ?? '';
  const parameters = {
    node: node.id,
    kind: node.kind,
    parameter,
    suggestion,
    parameters: names.join(', ') || 'none',
  };
  return problem('unknown-parameter', parameters, { node: node.id, parameter });
}

/** Levenshtein distance, for "did you mean". */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(substitution, (row[j] as number) + 1, (next[j - 1] as number) + 1);
    }
    row = next;
  }
  return row[b.length] as number;
}

/**
 * Applies `node.parameter=value` settings, as `--set` and templates write them, to a copy of a graph.
 * `seed=7` sets the graph's seed, `name=value` the field behind a parameter that the graph lays open. Values are JSON where they parse as JSON, else text.
 * Throws a `GraphError` for an unknown node or parameter.
 */
export function applySettings(graph: Graph, settings: readonly string[], catalogue: Catalogue): Graph {
  const changed = structuredClone(graph);
  for (const setting of settings) applySetting(changed, setting, catalogue);
  return changed;
}

function applySetting(graph: Graph, setting: string, catalogue: Catalogue): void {
  const [, path = '', raw = ''] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
  if (path === 'seed') {
    graph.seed = parseSeed(raw);
    return;
  }
  const open = graph.parameters.find((one) => one.id === path);
  const [, id = open?.node, parameter = open?.field] = /^([^.]+)\.(.+)$/s.exec(path) ?? [];
  if (id === undefined || parameter === undefined) {
    if (idSchema.safeParse(path).success && graph.parameters.length > 0) {
      const parameters = graph.parameters.map((one) => one.id).join(', ');
      throw new GraphError([problem('unknown-graph-parameter', { parameter: path, parameters })]);
    }
    const detail = `"${setting}" does not read as node.parameter=value`;
    const detailZh = `“${setting}”应写成 node.parameter=value`;
    throw new GraphError([problem('bad-shape', { path: '--set', detail, detailZh })]);
  }
  const node = graph.nodes.find((one) => one.id === id);
  if (!node) {
    const nodes = graph.nodes.map((one) => one.id).join(', ');
    throw new GraphError([problem('unknown-node', { node: id, nodes })]);
  }
  const spec = catalogue.get(node.kind);
  if (spec && !Object.hasOwn(spec.config.shape, parameter)) {
    throw new GraphError([unknownParameter(spec, node, parameter)]);
  }
  node.config[parameter] = parseValue(raw);
}

function parseSeed(raw: string): number {
  const parsed = graphSchema.shape.seed.safeParse(parseValue(raw));
  if (raw !== '' && parsed.success) return parsed.data;
  const most = 2 ** 32 - 1;
  const detail = `"${raw}" is not a whole number from 0 to ${most}`;
  const detailZh = `“${raw}”不是 0 到 ${most} 之间的整数`;
  throw new GraphError([problem('bad-shape', { path: 'seed', detail, detailZh })]);
}

function parseValue(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
