import { candidateRow, completionRow, defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { recordFields, tableFileFields } from '../shared/files/fields.ts';
import { goldColumn, knownMetric } from '../shared/gold-column.ts';

/** Rows with what is known of answers, where a column says it. */
export const knownRow = completionRow.extend({ gold: candidateRow.shape.gold });

function columnsOf(goldColumn: string): string[] {
  return Object.keys((goldColumn ? knownRow : completionRow).shape);
}

export default defineNode({
  kind: 'answer-source',
  version: 1,
  category: 'data',
  title: text('Answer source', '回答数据源'),
  summary: text(
    'Reads answers that were written elsewhere, several a prompt, from a JSONL, CSV or Parquet file, for people or judges to compare.',
    '从 JSONL、CSV 或 Parquet 文件读取在别处写成的回答（每个提示多个），供人或裁判比较。',
  ),
  inputs: {},
  outputs: {
    completions: {
      type: 'completions',
      title: text('Completions', '候选回答'),
      help: text(
        'The answers of the file, those to the same prompt together.',
        '文件中的回答，同一提示的回答归在一起。',
      ),
    },
  },
  config: z.object({
    ...tableFileFields,
    promptColumn: field(z.string().min(1).default('prompt'), {
      title: text('Prompt column', '提示列'),
      help: text('The column that holds the prompt.', '存放提示的列。'),
    }),
    completionColumn: field(z.string().min(1).default('completion'), {
      title: text('Answer column', '回答列'),
      help: text(
        'The column that holds an answer, or a list of answers to the prompt.',
        '存放回答的列；也可以是该提示的回答列表。',
      ),
    }),
    goldColumn,
    ...recordFields,
  }),
  facts: ({ goldColumn }) => ({ completions: { modality: 'text', columns: columnsOf(goldColumn) } }),
  resources: () => ({ device: 'cpu' }),
  metrics: {
    records: {
      title: text('Records', '记录数'),
      help: text('Good lines that were read.', '读取到的有效行数。'),
    },
    badLines: {
      title: text('Bad lines', '坏行数'),
      help: text('Lines that were skipped because they are broken.', '因损坏而跳过的行数。'),
      better: 'lower',
    },
    prompts: {
      title: text('Prompts', '提示数'),
      help: text('Distinct prompts in the file.', '文件中不同提示的数量。'),
    },
    completions: {
      title: text('Completions', '候选回答数'),
      help: text(
        'Different answers to the same prompt, summed over all prompts.',
        '各提示下不同回答数之和。',
      ),
    },
    repeated: {
      title: text('Repeated', '重复'),
      help: text(
        'Answers that were left out because the prompt already has the same text.',
        '因该提示已有相同文本而略去的回答数。',
      ),
    },
    known: knownMetric,
  },
});
