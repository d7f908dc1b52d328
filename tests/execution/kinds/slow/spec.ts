import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Takes its time, reports progress and a curve, and may be deaf to cancel. */
export default defineNode({
  kind: 'slow',
  version: 1,
  category: 'training',
  title: text('Slow', '慢速'),
  summary: text('Takes its time.', '耗时任务。'),
  inputs: {
    in: { accepts: ['prompts'], optional: true, title: text('In', '输入'), help: text('Any.', '任意。') },
  },
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('The text.', '文本。') } },
  config: z.object({
    steps: field(z.int().min(1).default(5), { title: text('Steps', '步数'), help: text('Steps.', '步数。') }),
    stepMs: field(z.int().min(0).default(20), {
      title: text('Pause', '间隔'),
      help: text('Per step.', '每步。'),
    }),
    deaf: field(z.boolean().default(false), {
      title: text('Deaf', '不响应'),
      help: text('Ignores cancel.', '忽略取消。'),
    }),
    blockMs: field(z.int().min(0).default(0), {
      title: text('Block', '阻塞'),
      help: text('Computes without a pause, per step.', '每步不间断地计算。'),
      affectsResult: false,
    }),
    on: field(z.enum(['cpu', 'gpu']).default('cpu'), {
      title: text('On', '设备'),
      help: text('What it takes.', '所需设备。'),
      affectsResult: false,
    }),
  }),
  resources: ({ on }) => ({ device: on }),
  metrics: { loss: { title: text('Loss', '损失'), help: text('Falls.', '下降。'), live: true } },
});
