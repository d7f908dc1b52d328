import type { Graph, NodeSpec, StopRule } from '@heed/schema';
import type { NotedAnnotations } from '../charts/annotations.ts';
import type { NodeRunView } from '../view.ts';

/** The graph with other stop rules at a node; none leaves no trace. */
export function setStopRules(graph: Graph, id: string, rules: readonly StopRule[]): Graph {
  const nodes = graph.nodes.map((node) => {
    if (node.id !== id) return node;
    const { stop: _before, ...rest } = node;
    return rules.length > 0 ? { ...rest, stop: [...rules] } : rest;
  });
  return { ...graph, nodes };
}

/** Has a kind curves that a rule can watch while it works? */
export function canStop({ metrics }: NodeSpec): boolean {
  return Object.values(metrics).some(({ live }) => live);
}

/** A rule to begin with: the run pauses when the first curve of a kind is no number any more. */
export function firstRule({ metrics }: NodeSpec): StopRule {
  const [first = ''] = Object.keys(metrics);
  const live = Object.entries(metrics).find(([, metric]) => metric.live)?.[0];
  return { metric: live ?? first, test: 'above', value: 1, action: 'pause' };
}

/** The limits of a metric's rules, the steps at which they fired, and each rule in words, for its chart. */
export function stopAnnotations(
  rules: readonly StopRule[] | undefined,
  fired: NodeRunView['stopped'],
  label: (rule: StopRule) => string,
  note: (rule: StopRule) => string,
): (metric: string) => NotedAnnotations {
  const byMetric = new Map<string, NotedAnnotations>();
  return (metric) => {
    const known = byMetric.get(metric);
    if (known) return known;
    const lines = (rules ?? []).flatMap((rule) =>
      rule.metric === metric && rule.value !== undefined && rule.test !== 'not-finite'
        ? [{ value: rule.value, label: label(rule) }]
        : [],
    );
    const marks = (fired ?? []).flatMap(({ rule, step }) =>
      rule.metric === metric ? [{ step, label: label(rule) }] : [],
    );
    const notes = (rules ?? []).filter((rule) => rule.metric === metric).map(note);
    const made = { lines, marks, notes };
    byMetric.set(metric, made);
    return made;
  };
}
