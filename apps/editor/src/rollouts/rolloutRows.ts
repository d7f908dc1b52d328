import type { ReportBlock } from '@heed/schema';
import { z } from 'zod';

/** A sampled answer as the table holds it. Numbers that a table lacks are null. */
export const rolloutSchema = z.object({
  promptId: z.string(),
  prompt: z.string(),
  completionId: z.string(),
  completion: z.string(),
  update: z.number(),
  tokens: z.number().nullish(),
  finished: z.boolean().nullish(),
  score: z.number().nullish(),
  klDivergence: z.number().nullish(),
  advantage: z.number().nullish(),
});
export type Rollout = z.infer<typeof rolloutSchema>;

/** A prompt with its answers of a step. */
export interface PromptGroup {
  promptId: string;
  prompt: string;
  rollouts: Rollout[];
}

/** What orders the answers: the runner sorts by the column, then those to one prompt come together. */
export const rolloutOrders = {
  sampled: {},
  scoreDown: { sort: 'score', descending: true },
  scoreUp: { sort: 'score', descending: false },
  klDown: { sort: 'klDivergence', descending: true },
  advantageDown: { sort: 'advantage', descending: true },
  advantageUp: { sort: 'advantage', descending: false },
} as const satisfies Record<string, { sort?: string; descending?: boolean }>;
export type RolloutOrder = keyof typeof rolloutOrders;

/** Puts the answers to one prompt together, where its first answer stands. */
export function groupByPrompt(rollouts: readonly Rollout[]): PromptGroup[] {
  const groups = Map.groupBy(rollouts, ({ promptId }) => promptId);
  return [...groups].map(([promptId, same]) => ({
    promptId,
    prompt: same[0]?.prompt ?? '',
    rollouts: same,
  }));
}

function meanOf(values: readonly (number | null | undefined)[]): number | undefined {
  const known = values.filter((value) => typeof value === 'number');
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : undefined;
}

/** What the answers of a step come to. */
export function sumUp(rollouts: readonly Rollout[]) {
  return {
    count: rollouts.length,
    score: meanOf(rollouts.map(({ score }) => score)),
    klDivergence: meanOf(rollouts.map(({ klDivergence }) => klDivergence)),
    tokens: meanOf(rollouts.map(({ tokens }) => tokens)),
    finished: meanOf(rollouts.map(({ finished }) => (finished == null ? null : Number(finished)))),
  };
}

const BINS = 16;

/** How the scores of a step lie; undefined where there are too few to draw. */
export function scoreHistogram(
  rollouts: readonly Rollout[],
  title: { en: string; zh: string },
): Extract<ReportBlock, { type: 'histogram' }> | undefined {
  const scores = rollouts.flatMap(({ score }) => (typeof score === 'number' ? [score] : []));
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  if (scores.length < 2 || low === high) return undefined;
  const width = (high - low) / BINS;
  const values = new Array<number>(BINS).fill(0);
  for (const score of scores) {
    const bin = Math.min(BINS - 1, Math.floor((score - low) / width));
    values[bin] = (values[bin] ?? 0) + 1;
  }
  const bins = Array.from({ length: BINS + 1 }, (_, edge) => low + edge * width);
  return { type: 'histogram', title, bins, series: [{ name: 'score', title, values }] };
}
