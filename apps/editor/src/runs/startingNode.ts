import type { NodeRunView } from './view.ts';

/**
 * The node to show first: one that failed, else one at work, waiting for people or resting in a pause, else one that was
 * cancelled at its work, else the last that evaluates, else the last that is done.
 */
export function startingNode(
  nodes: readonly NodeRunView[],
  evaluates: (kind: string) => boolean,
): string | undefined {
  const isDone = ({ state }: NodeRunView) => state === 'succeeded';
  const inState = (...states: string[]) => nodes.find(({ state }) => states.includes(state));
  const chosen =
    inState('failed', 'lost') ??
    inState('waiting_human') ??
    inState('running', 'publishing', 'starting', 'cancelling') ??
    nodes.find(
      ({ state, startedAt }) => (state === 'queued' || state === 'cancelled') && startedAt !== undefined,
    ) ??
    nodes.findLast((node) => isDone(node) && evaluates(node.kind)) ??
    nodes.findLast(isDone) ??
    nodes[0];
  return chosen?.node;
}
