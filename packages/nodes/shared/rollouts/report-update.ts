import { type NodeContext, text } from '@heed/schema';
import { describeRollouts } from './describe.ts';
import type { Rollout } from './rollouts.ts';

/** `performance.now()` at the borders of an update's phases. */
export interface UpdateTimes {
  started: number;
  sampled: number;
  prepared: number;
  finished: number;
}

/** Puts an update on the curves and on the progress line; returns its numbers. */
export function reportUpdate<Numbers extends Record<string, number>>(
  context: Pick<NodeContext<{ updates: number }>, 'config' | 'metrics' | 'progress'>,
  update: number,
  rollouts: readonly Rollout[],
  numbers: Numbers,
  { started, sampled, prepared, finished }: UpdateTimes,
) {
  const described = describeRollouts(rollouts);
  const tokens = rollouts.reduce((sum, { completion }) => sum + completion.length, 0);
  const all = {
    ...described,
    ...numbers,
    sampleSeconds: (sampled - started) / 1000,
    scoreSeconds: (prepared - sampled) / 1000,
    optimizeSeconds: (finished - prepared) / 1000,
    tokensPerSecond: (1000 * tokens) / (finished - started),
  };
  const { updates } = context.config;
  context.metrics(update, all);
  context.progress(
    update / updates,
    text(
      `update ${update} of ${updates}, reward ${described.reward.toFixed(2)}, KL ${described.klPerSequence.toFixed(2)}`,
      `第 ${update} 次更新，共 ${updates} 次，奖励 ${described.reward.toFixed(2)}，KL ${described.klPerSequence.toFixed(2)}`,
    ),
  );
  return all;
}
