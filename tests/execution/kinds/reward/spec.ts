import { defineNode, text } from '@heed/schema';
import { z } from 'zod';

/** Gives something that no text input takes. */
export default defineNode({
  kind: 'reward',
  version: 1,
  category: 'people',
  title: text('Reward', '奖励'),
  summary: text('A reward function.', '奖励函数。'),
  inputs: {},
  outputs: {
    judge: { type: 'reward-function', title: text('Judge', '评判'), help: text('Rules.', '规则。') },
  },
  config: z.object({}),
  metrics: {},
});
