import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Its process dies a number of times before it succeeds; it counts in a file. */
export default defineNode({
  kind: 'crash',
  version: 1,
  category: 'data',
  title: text('Crash', '崩溃'),
  summary: text('Dies.', '进程崩溃。'),
  inputs: {},
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('The text.', '文本。') } },
  config: z.object({
    times: field(z.int().default(1), { title: text('Times', '次数'), help: text('Deaths.', '次数。') }),
    counter: field(z.string(), {
      title: text('Counter', '计数'),
      help: text('A file.', '文件。'),
      affectsResult: false,
    }),
  }),
  metrics: {},
});
