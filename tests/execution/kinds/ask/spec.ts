import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Asks people to judge numbered pairs. */
export default defineNode({
  kind: 'ask',
  version: 1,
  category: 'people',
  title: text('Ask', '提问'),
  summary: text('Asks people.', '请人评判。'),
  inputs: {},
  outputs: {
    judgements: { type: 'judgements', title: text('Judgements', '评判'), help: text('Answers.', '回答。') },
  },
  config: z.object({
    pairs: field(z.int().default(2), { title: text('Pairs', '对数'), help: text('Pairs.', '对数。') }),
    overlap: field(z.int().default(1), {
      title: text('Overlap', '重复'),
      help: text('Answers each.', '每对回答数。'),
    }),
  }),
  metrics: { answers: { title: text('Answers', '回答'), help: text('Number.', '数量。') } },
});
