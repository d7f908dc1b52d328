import type { NodeRunView } from './view.ts';

/** The node to show first: one that failed, else one at work or waiting for people, else the last to finish. */
export function startingNode(nodes: readonly NodeRunView[]): string | undefined {
  const inState = (...states: string[]) => nodes.find(({ state }) => states.includes(state));
  const chosen =
    inState('failed', 'lost') ??
    inState('waiting_human') ??
    inState('running', 'publishing', 'starting') ??
    nodes.findLast(({ state }) => state === 'succeeded') ??
    nodes[0];
  return chosen?.node;
}
