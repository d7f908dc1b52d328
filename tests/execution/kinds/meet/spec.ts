import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Waits until another node of this kind is running at the same time. */
export default defineNode({
  kind: 'meet',
  version: 1,
  category: 'data',
  title: text('Meet', '会合'),
  summary: text('Waits for another.', '等待另一个节点。'),
  inputs: {},
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('The text.', '文本。') } },
  config: z.object({
    at: field(z.string(), { title: text('At', '对方'), help: text('The other node.', '另一个节点。') }),
  }),
  metrics: {},
});
