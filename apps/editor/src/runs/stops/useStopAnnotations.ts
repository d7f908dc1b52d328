import type { Graph } from '@heed/schema';
import { useMemo } from 'react';
import type { Annotations } from '../charts/annotations.ts';
import type { NodeRunView } from '../view.ts';
import { stopAnnotations } from './rules.ts';
import { useStopWords } from './words.ts';

/** What the charts of a node mark of its stop rules: limits, and the steps at which they were passed. */
export function useStopAnnotations(graph: Graph, node: NodeRunView): (metric: string) => Annotations {
  const words = useStopWords();
  const rules = graph.nodes.find(({ id }) => id === node.node)?.stop;
  const { stopped } = node;
  return useMemo(
    () =>
      stopAnnotations(rules, stopped, ({ action }) =>
        words(action === 'finish' ? 'limitFinish' : 'limitPause'),
      ),
    [rules, stopped, words],
  );
}
