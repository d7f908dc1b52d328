import { defineNode, text } from '@heed/schema';
import { z } from 'zod';

/** Fails with a sentence. */
export default defineNode({
  kind: 'fail',
  version: 1,
  category: 'data',
  title: text('Fail', '失败'),
  summary: text('Fails.', '失败。'),
  inputs: {},
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('Never.', '永不。') } },
  config: z.object({}),
  metrics: {},
});
