import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Graph, parseGraphText } from '@heed/schema';

export const templateFile = join(import.meta.dirname, '../../../templates/weather-rlhf.json');

/** The weather template as it ships; its data file is named by its whole path. */
export function weather(): Graph {
  const graph = parseGraphText(readFileSync(templateFile, 'utf8'), templateFile);
  return configured(graph, { data: { file: join(templateFile, '../weather/conversations.jsonl') } });
}

type Changes = Record<string, Record<string, unknown>>;

/** The graph with other settings of some nodes. */
export function configured(graph: Graph, changes: Changes): Graph {
  const nodes = graph.nodes.map((node) => ({ ...node, config: { ...node.config, ...changes[node.id] } }));
  return { ...graph, nodes };
}

/** Settings with which all ten nodes are done in a few seconds. */
export const tiny = {
  data: { limit: 300 },
  base: { layers: 1, width: 32, heads: 2, vocabularySize: 400 },
  sft: { epochs: 1 },
  samples: { promptLimit: 24, samplesPerPrompt: 2, maxNewTokens: 24 },
  reward: { epochs: 1 },
  ppo: { updates: 3, rolloutsPerUpdate: 16, maxNewTokens: 24 },
  evaluate: { promptLimit: 16, maxNewTokens: 24 },
} satisfies Changes;

/** The graph with some of its nodes only, and the wires among them. */
export function only(graph: Graph, ids: readonly string[]): Graph {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => ids.includes(id)),
    edges: graph.edges.filter(({ from, to }) => ids.includes(from.node) && ids.includes(to.node)),
    notes: [],
  };
}
