import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Puts texts one after another. */
export default defineNode({
  kind: 'join',
  version: 1,
  category: 'data',
  title: text('Join', '合并'),
  summary: text('Puts texts together.', '合并文本。'),
  inputs: {
    in: { accepts: ['prompts'], many: true, title: text('In', '输入'), help: text('Texts.', '文本。') },
  },
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('The text.', '文本。') } },
  config: z.object({
    separator: field(z.string().default(','), {
      title: text('Separator', '分隔符'),
      help: text('Between.', '间隔。'),
    }),
  }),
  metrics: {},
});
