import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Its process stops answering once; it counts in a file. */
export default defineNode({
  kind: 'freeze',
  version: 1,
  category: 'data',
  title: text('Freeze', '冻结'),
  summary: text('Stops.', '停止响应。'),
  inputs: {},
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('The text.', '文本。') } },
  config: z.object({
    counter: field(z.string(), {
      title: text('Counter', '计数'),
      help: text('A file.', '文件。'),
      affectsResult: false,
    }),
  }),
  metrics: {},
});
