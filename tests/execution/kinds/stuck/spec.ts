import { defineNode, text } from '@heed/schema';
import { z } from 'zod';

/** Its code never finishes loading. */
export default defineNode({
  kind: 'stuck',
  version: 1,
  category: 'data',
  title: text('Stuck', '卡住'),
  summary: text('Never loads.', '无法完成加载。'),
  inputs: {},
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('Nothing.', '无。') } },
  config: z.object({}),
  metrics: {},
});
