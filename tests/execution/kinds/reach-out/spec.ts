import { defineNode, text } from '@heed/schema';
import { z } from 'zod';

/** Tells whether it knows the endpoint "judge"; it reaches other computers. */
export default defineNode({
  kind: 'reach-out',
  version: 1,
  category: 'people',
  title: text('Reach out', '外联'),
  summary: text('Looks for an endpoint.', '查找端点。'),
  inputs: {},
  outputs: {},
  network: true,
  config: z.object({}),
  metrics: {
    known: { title: text('Known', '已知'), help: text('Whether it is known.', '是否已知。') },
    keyLength: { title: text('Key length', '密钥长度'), help: text('Of its key.', '其密钥的长度。') },
  },
});
