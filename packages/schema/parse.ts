import { upgradeFormat } from './format.ts';
import { GRAPH_VERSION, type Graph, graphSchema } from './graph.ts';
import { graphIn } from './graph-file.ts';
import { GraphError, problem } from './problems.ts';
import type { Language } from './text.ts';

/** Reads a graph from JSON text, in a language. Throws a `GraphError` that names the file and the place. */
export function parseGraphText(json: string, file: string, language?: Language): Graph {
  let value: unknown;
  try {
    value = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new GraphError([problem('not-json', { file, detail: (error as Error).message })]);
  }
  return parseGraph(value, language);
}

/**
 * Checks that a value is a graph, and brings one of an older format up to date; of texts in both languages it takes the
 * one asked for. Throws a `GraphError` naming each wrong place.
 */
export function parseGraph(value: unknown, language: Language = 'en'): Graph {
  const found = (value as { version?: unknown } | null)?.version;
  if (typeof found === 'number' && found > GRAPH_VERSION) {
    throw new GraphError([problem('newer-format', { found: String(found), known: String(GRAPH_VERSION) })]);
  }
  const result = graphSchema.safeParse(graphIn(upgradeFormat(value, GRAPH_VERSION), language));
  if (result.success) return result.data;
  throw new GraphError(
    result.error.issues
      .slice(0, 10)
      .map((issue) =>
        problem('bad-shape', { path: issue.path.join('.') || 'the top', detail: lowerFirst(issue.message) }),
      ),
  );
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
