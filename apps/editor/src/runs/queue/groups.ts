import type { RunState } from '@heed/schema';

/** The sorts of runs that somebody looks for, with the states that belong to each. */
export const runGroups = {
  all: undefined,
  waiting: ['queued', 'interrupted'],
  running: ['running', 'cancelling'],
  people: ['waiting_human'],
  paused: ['paused'],
  done: ['succeeded'],
  failed: ['failed'],
  cancelled: ['cancelled'],
} as const satisfies Record<string, readonly RunState[] | undefined>;

export type RunGroup = keyof typeof runGroups;
export const groupNames = Object.keys(runGroups) as RunGroup[];

/** `?show=running`; anything else shows all. */
export function groupOf(name: string | null): RunGroup {
  return groupNames.find((one) => one === name) ?? 'all';
}

/** How many runs there are of a sort. */
export function countOf(group: RunGroup, counts: Partial<Record<RunState, number>>): number {
  const states: readonly string[] | undefined = runGroups[group];
  return Object.entries(counts).reduce(
    (sum, [state, count]) => (states && !states.includes(state) ? sum : sum + count),
    0,
  );
}
