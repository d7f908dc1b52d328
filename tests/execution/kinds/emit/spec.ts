import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Writes a text, from its config or from a file. */
export default defineNode({
  kind: 'emit',
  version: 1,
  category: 'data',
  title: text('Emit', '输出文本'),
  summary: text('Writes a text.', '写出一段文本。'),
  inputs: {},
  outputs: { out: { type: 'prompts', title: text('Out', '输出'), help: text('The text.', '文本。') } },
  config: z.object({
    text: field(z.string().default('a'), { title: text('Text', '文本'), help: text('Text.', '文本。') }),
    file: field(z.string().default(''), {
      title: text('File', '文件'),
      help: text('Read instead of the text.', '改为读取此文件。'),
      widget: 'file',
    }),
    note: field(z.string().default(''), {
      title: text('Note', '备注'),
      help: text('Changes nothing.', '不影响结果。'),
      affectsResult: false,
    }),
  }),
  metrics: { length: { title: text('Length', '长度'), help: text('Letters.', '字数。') } },
});
