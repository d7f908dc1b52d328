import { complaint } from './complaint.ts';
import { upgradeFormat } from './format.ts';
import { GRAPH_FORMAT, GRAPH_VERSION, type Graph, graphSchema } from './graph.ts';
import { graphIn } from './graph-file.ts';
import { jsonFault } from './json-fault.ts';
import { GraphError, type Problem, problem } from './problems.ts';
import type { Language } from './text.ts';

/** Reads a graph from JSON text, in a language. Throws a `GraphError` that names the file and the place. */
export function parseGraphText(json: string, file: string, language?: Language): Graph {
  const text = json.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw new GraphError([problem('empty-file', { file })]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { en: detail, zh: detailZh } = jsonFault(error as Error);
    throw new GraphError([problem('not-json', { file, detail, detailZh })]);
  }
  return parseGraph(value, language);
}

/**
 * Checks that a value is a graph, and brings one of an older format up to date; of texts in both languages it takes the
 * one asked for. Throws a `GraphError` naming each wrong place.
 */
export function parseGraph(value: unknown, language: Language = 'en'): Graph {
  const { format, version } = (value ?? {}) as { format?: unknown; version?: unknown };
  if (format !== GRAPH_FORMAT) throw new GraphError([problem('not-a-graph')]);
  if (typeof version === 'number' && version > GRAPH_VERSION) {
    throw new GraphError([problem('newer-format', { found: String(version), known: String(GRAPH_VERSION) })]);
  }
  const graph = graphIn(upgradeFormat(value, GRAPH_VERSION), language);
  const result = graphSchema.safeParse(graph);
  if (result.success) return result.data;
  throw new GraphError(result.error.issues.slice(0, 10).map((issue) => badShape(graph, issue)));
}

function badShape(graph: unknown, issue: Parameters<typeof complaint>[1]): Problem {
  const { en, zh } = complaint(graph, issue);
  return problem('bad-shape', { path: issue.path.join('.'), detail: `it ${en}`, detailZh: zh });
}
