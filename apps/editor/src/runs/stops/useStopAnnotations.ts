import type { Graph, StopRule } from '@heed/schema';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/format.ts';
import type { NotedAnnotations } from '../charts/annotations.ts';
import type { NodeRunView } from '../view.ts';
import { stopAnnotations } from './rules.ts';
import { useStopWords } from './words.ts';

/** A rule in one sentence, e.g. `Pauses the run when it is above 40.` */
function useRuleNote(): (rule: StopRule) => string {
  const words = useStopWords();
  const { number } = useFormats();
  return ({ test, value, for: points = 1, action }) => {
    const said =
      test === 'not-finite'
        ? words(test)
        : words('noteTest', { test: words(test), value: number(value ?? 0) });
    const row = points > 1 ? words('noteRow', { count: points }) : '';
    return words(action === 'finish' ? 'noteFinish' : 'notePause', { test: said, row });
  };
}

/** What the charts of a node mark of its stop rules: limits, the steps at which they were passed, and the rules in words. */
export function useStopAnnotations(graph: Graph, node: NodeRunView): (metric: string) => NotedAnnotations {
  const words = useStopWords();
  const note = useRuleNote();
  const rules = graph.nodes.find(({ id }) => id === node.node)?.stop;
  const { stopped } = node;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `note` follows from `words`
  return useMemo(
    () =>
      stopAnnotations(
        rules,
        stopped,
        ({ action }) => words(action === 'finish' ? 'limitFinish' : 'limitPause'),
        note,
      ),
    [rules, stopped, words],
  );
}
