import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

const about = { title: text('Field', '字段'), help: text('A field.', '一个字段。') };

/** Says that it computes on the CPU, and asks for as much memory as it is told. */
export default defineNode({
  kind: 'compute',
  version: 1,
  category: 'training',
  title: text('Compute', '计算'),
  summary: text('Says where it computes.', '说明在哪里计算。'),
  inputs: {},
  outputs: {},
  config: z.object({
    least: field(z.number().default(0), about),
    most: field(z.number().default(0), about),
  }),
  resources: ({ least, most }) => ({ device: 'cpu', memory: { least, most }, lower: 'least' }),
  metrics: {},
});
