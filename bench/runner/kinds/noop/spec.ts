import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Does nothing but hand on a digit, so that a run of many shows what the runner itself takes. */
export default defineNode({
  kind: 'noop',
  version: 1,
  category: 'data',
  title: text('Nothing', '空操作'),
  summary: text('Does nothing.', '不做任何事。'),
  inputs: {
    in: {
      accepts: ['prompts'],
      optional: true,
      many: true,
      title: text('In', '输入'),
      help: text('Any.', '任意。'),
    },
  },
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('A digit.', '一个数字。') } },
  config: z.object({
    number: field(z.int().default(0), {
      title: text('Number', '编号'),
      help: text('Its own.', '自身编号。'),
    }),
  }),
  resources: () => ({ device: 'cpu' }),
  metrics: {},
});
