import type { NodeSpec } from '@heed/schema';
import type { NodeRunView } from '../runs/view.ts';

/** Where a node's answers were asked for: in this run, or in the earlier one from which its result was taken. */
export function labelsOf(
  run: string,
  { node, labeling, cache }: Pick<NodeRunView, 'node' | 'labeling' | 'cache'>,
  spec: Pick<NodeSpec, 'asks'> | undefined,
): { run: string; node: string } | undefined {
  if (labeling) return { run, node };
  return spec?.asks && cache?.hit ? { run: cache.fromRun, node } : undefined;
}
