import { type Catalogue, type Graph, type Problem, plan } from '@heed/schema';
import { useEffect, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import type { GraphStore } from './store/graphStore.ts';
import { parseOnce } from './store/parseOnce.ts';
import type { ProblemStore } from './store/useGraphStore.ts';

/** Graphs with more nodes are checked only once the person has stopped for a moment. */
const MANY_NODES = 100;
const REST_MILLISECONDS = 400;

function problemsIn(graph: Graph, catalogue: Catalogue): Problem[] {
  return plan(graph, catalogue, parseOnce).problems;
}

/** The problems found now; each that was known keeps its object, so that its node is not drawn again. */
function recognized(before: readonly Problem[], found: readonly Problem[]): readonly Problem[] {
  const known = new Map(before.map((problem) => [JSON.stringify(problem), problem]));
  const now = found.map((problem) => known.get(JSON.stringify(problem)) ?? problem);
  const same = now.length === before.length && now.every((problem, index) => problem === before[index]);
  return same ? before : now;
}

/** Everything that is wrong with the open graph, soon after it changes. */
export function useProblemsOf(store: GraphStore, catalogue: Catalogue): ProblemStore {
  const [problems] = useState(() => {
    const found = problemsIn(store.getState().history.present, catalogue);
    return createStore<readonly Problem[]>(() => found);
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      const found = problemsIn(store.getState().history.present, catalogue);
      problems.setState(recognized(problems.getState(), found), true);
    };
    const unsubscribe = store.subscribe(({ history: { present } }, before) => {
      if (present === before.history.present) return;
      clearTimeout(timer);
      timer = setTimeout(check, present.nodes.length > MANY_NODES ? REST_MILLISECONDS : 0);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store, problems, catalogue]);
  return problems;
}
