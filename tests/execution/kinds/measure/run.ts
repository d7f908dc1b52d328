import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparisonRow, type NodeRun, type Report, text } from '@heed/schema';
import { writeTable } from '@heed/tables';

const report: Report = {
  format: 'heed/report',
  version: 1,
  title: text('Evaluation', '评估'),
  blocks: [
    {
      type: 'figures',
      title: text('Scores', '得分'),
      figures: [
        {
          ...{
            name: 'winRate',
            title: text('Win rate', '胜率'),
            value: 0.8,
            low: 0.7,
            high: 0.9,
            format: 'percent',
          },
          goal: { text: 'at least 70%', met: true },
        },
      ],
    },
    {
      ...{ type: 'comparison', title: text('Pairs', '对比'), file: 'pairs.parquet' },
      ...{ before: text('before', '之前'), after: text('after', '之后') },
    },
  ],
};

export const run: NodeRun<object> = async ({ output }) => {
  const { directory } = output('report');
  const scores = { reward1: -1, reward2: 1, judge1: -1, judge2: 1 };
  const rows = Array.from({ length: 7 }, (_, index) => ({
    ...{
      promptId: `p${index}`,
      prompt: `Prompt ${index}`,
      y1: `old ${index}`,
      y2: `new ${index}`,
      ...scores,
    },
  }));
  await writeTable(join(directory, 'pairs.parquet'), comparisonRow, rows);
  await writeFile(join(directory, 'report.json'), JSON.stringify(report));
  return { winRate: 0.8 };
};
