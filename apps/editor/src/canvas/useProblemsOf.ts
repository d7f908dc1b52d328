import { type Catalogue, type Graph, type GraphNode, type Problem, parseConfig, plan } from '@heed/schema';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { GraphStore } from './store/graphStore.ts';

/** Graphs with more nodes are checked only once the person has stopped for a moment. */
const MANY_NODES = 100;
const REST_MILLISECONDS = 250;

const parsed = new WeakMap<GraphNode, ReturnType<typeof parseConfig>>();

/** The config of a node is checked once: a node on the canvas is never changed, only replaced. */
const parseOnce: typeof parseConfig = (spec, node) => {
  const known = parsed.get(node) ?? parseConfig(spec, node);
  parsed.set(node, known);
  return known;
};

function problemsIn(graph: Graph, catalogue: Catalogue): Problem[] {
  return plan(graph, catalogue, parseOnce).problems;
}

/** Everything that is wrong with the open graph, soon after it changes. */
export function useProblemsOf(store: GraphStore, catalogue: Catalogue): readonly Problem[] {
  const graph = useStore(store, ({ history }) => history.present);
  const [problems, setProblems] = useState<readonly Problem[]>(() => problemsIn(graph, catalogue));
  useEffect(() => {
    const check = () => {
      const found = problemsIn(graph, catalogue);
      setProblems((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found));
    };
    const wait = graph.nodes.length > MANY_NODES ? REST_MILLISECONDS : 0;
    const timer = setTimeout(check, wait);
    return () => clearTimeout(timer);
  }, [graph, catalogue]);
  return problems;
}
