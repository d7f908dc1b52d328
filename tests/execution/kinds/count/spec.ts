import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Counts, keeps how far it is, and may kill its own process on the way; each number is drawn as a curve. */
export default defineNode({
  kind: 'count',
  version: 1,
  category: 'training',
  title: text('Count', '计数'),
  summary: text('Counts and goes on where it was.', '计数，可从中断处继续。'),
  inputs: {},
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('The text.', '文本。') } },
  config: z.object({
    to: field(z.int().min(1).default(10), {
      title: text('To', '至'),
      help: text('Last number.', '最后的数。'),
    }),
    stepMs: field(z.int().min(0).default(0), {
      title: text('Pause', '间隔'),
      help: text('Per number.', '每个数。'),
      affectsResult: false,
    }),
    dieEvery: field(z.int().default(0), {
      title: text('Dies every', '终止间隔'),
      help: text('Ends its process by SIGKILL when it first says a multiple.', '首次数到其倍数时终止进程。'),
      affectsResult: false,
    }),
    failAt: field(z.int().default(0), {
      title: text('Fails at', '失败于'),
      help: text('Fails when it says this number.', '数到此数时失败。'),
      affectsResult: false,
    }),
    diary: field(z.string().default('diary.txt'), {
      title: text('Diary', '日记'),
      help: text('Tells every number that was said.', '记录数过的所有数。'),
      affectsResult: false,
    }),
  }),
  finishesEarly: true,
  metrics: { number: { title: text('Number', '数'), help: text('Rises.', '上升。'), live: true } },
});
