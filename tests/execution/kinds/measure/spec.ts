import { defineNode, text } from '@heed/schema';
import { z } from 'zod';

/** Writes a report with figures and a comparison. */
export default defineNode({
  kind: 'measure',
  version: 1,
  category: 'evaluation',
  title: text('Measure', '度量'),
  summary: text('Writes a report.', '写出报告。'),
  inputs: { in: { accepts: ['prompts'], title: text('In', '输入'), help: text('A text.', '文本。') } },
  outputs: { report: { type: 'report', title: text('Report', '报告'), help: text('Figures.', '数字。') } },
  config: z.object({}),
  metrics: { winRate: { title: text('Win rate', '胜率'), help: text('Share.', '占比。') } },
});
