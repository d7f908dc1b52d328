import { defineNode, text } from '@heed/schema';
import { z } from 'zod';

/** Writes the names of the environment variables that it sees. */
export default defineNode({
  kind: 'environment',
  version: 1,
  category: 'data',
  title: text('Environment', '环境'),
  summary: text('Writes what it sees.', '写出可见的环境变量。'),
  inputs: {},
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('The text.', '文本。') } },
  config: z.object({}),
  metrics: {},
});
