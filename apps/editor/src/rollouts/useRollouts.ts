import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { trpc } from '../api/client.ts';
import type { RolloutsPlace } from './place.ts';
import { type Rollout, type RolloutOrder, rolloutOrders, rolloutSchema } from './rolloutRows.ts';

/** Answers of a step that are read; as many as one request may bring. */
export const MOST_ROLLOUTS = 1000;
/** How soon a node at work is asked for newer steps. */
const ASK_AGAIN_MS = 2000;

export interface RolloutsOfStep {
  rollouts: readonly Rollout[];
  /** Answers of the step in all. */
  total: number;
  /** The steps that can be read; undefined before the first is done. */
  steps?: { first: number; last: number };
  /** The artifact, once the node is done. */
  artifact?: string;
}

/** The answers that a node sampled at a step of its curves; asks again while the node is at work. */
export function useRollouts({ run, node, step }: RolloutsPlace, order: RolloutOrder, search: string) {
  const input = {
    ...{ run, node, offset: 0, limit: MOST_ROLLOUTS, ...rolloutOrders[order] },
    search: search || undefined,
    filters: {
      match: 'all' as const,
      conditions: [{ column: 'update', test: 'equals' as const, value: step }],
    },
  };
  return useQuery(
    trpc.artifacts.rollouts.queryOptions(input, {
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (state.data?.artifact === undefined ? ASK_AGAIN_MS : false),
      select: ({ rows, total, steps, artifact }): RolloutsOfStep => ({
        ...{ rollouts: z.array(rolloutSchema).parse(rows), total, steps, artifact },
      }),
    }),
  );
}

/** Answers to one prompt over all steps, in their order. */
export function usePromptHistory({ run, node }: Pick<RolloutsPlace, 'run' | 'node'>, promptId: string) {
  const conditions = [{ column: 'promptId', test: 'equals' as const, value: promptId }];
  return useQuery(
    trpc.artifacts.rollouts.queryOptions(
      { run, node, offset: 0, limit: 200, sort: 'update', filters: { match: 'all', conditions } },
      { select: ({ rows, total }) => ({ rollouts: z.array(rolloutSchema).parse(rows), total }) },
    ),
  );
}
