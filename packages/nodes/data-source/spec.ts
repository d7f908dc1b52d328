import { defineNode, demonstrationRow, field, promptRow, text } from '@heed/schema';
import { z } from 'zod';
import { recordFields, textFileFields } from '../shared/files/fields.ts';

const promptFacts = { modality: 'text', columns: Object.keys(promptRow.shape) } as const;

export default defineNode({
  kind: 'data-source',
  version: 1,
  category: 'data',
  title: text('Data source', '数据源'),
  summary: text(
    'Reads prompts and demonstrations from a JSONL, CSV, TXT or Parquet file and holds some prompts out for evaluation.',
    '从 JSONL、CSV、TXT 或 Parquet 文件读取提示与示范，并留出一部分提示用于评估。',
  ),
  inputs: {},
  outputs: {
    demonstrations: {
      type: 'demonstrations',
      title: text('Demonstrations', '示范'),
      help: text(
        'Training prompts with their answers; empty where the file has no answers.',
        '训练提示及其回答；文件中没有回答时为空。',
      ),
    },
    prompts: {
      type: 'prompts',
      title: text('Prompts', '提示'),
      help: text('Every training prompt once.', '所有训练提示，每个一次。'),
    },
    heldOutPrompts: {
      type: 'prompts',
      title: text('Held-out prompts', '留出提示'),
      help: text('Prompts that no training sees, for evaluation.', '训练从不使用的提示，供评估使用。'),
    },
    references: {
      type: 'demonstrations',
      title: text('References', '参考回答'),
      help: text(
        'Good answers to the held-out prompts, or to all where none is held out: for BLEU and ROUGE in evaluation, not for training.',
        '留出提示的优质回答；没有留出时为所有提示的：供评估计算 BLEU 与 ROUGE，不用于训练。',
      ),
    },
  },
  config: z.object({
    ...textFileFields,
    promptColumn: field(z.string().min(1).default('prompt'), {
      title: text('Prompt column', '提示列'),
      help: text('The column that holds the prompt.', '存放提示的列。'),
      showWhen: { field: 'format', is: ['auto', 'jsonl', 'csv', 'parquet'] },
    }),
    completionColumn: field(z.string().default('completion'), {
      title: text('Answer column', '回答列'),
      help: text(
        'The column that holds the answer; empty where the file has prompts only.',
        '存放回答的列；文件只有提示时留空。',
      ),
      showWhen: { field: 'format', is: ['auto', 'jsonl', 'csv', 'parquet'] },
    }),
    referenceColumn: field(z.string().default(''), {
      title: text('Reference column', '参考回答列'),
      help: text(
        'The column that holds a good answer to compare with, or a list of them; empty takes the answer column.',
        '存放用于对比的优质回答（或其列表）的列；留空则使用回答列。',
      ),
      advanced: true,
      showWhen: { field: 'format', is: ['auto', 'jsonl', 'json', 'csv', 'parquet'] },
    }),
    languageColumn: field(z.string().default('language'), {
      title: text('Language column', '语言列'),
      help: text(
        'The column that names the language; without it, a text with Chinese characters is zh and any other en.',
        '标明语言的列；没有该列时，含汉字的文本记为 zh，其余记为 en。',
      ),
      advanced: true,
    }),
    heldOutFraction: field(z.number().min(0).max(0.9).default(0.1), {
      title: text('Held out', '留出比例'),
      help: text(
        'Share of the distinct prompts kept away from training.',
        '不参与训练的提示占全部不同提示的比例。',
      ),
      widget: 'slider',
    }),
    ...recordFields,
  }),
  facts: () => ({
    demonstrations: { modality: 'text', columns: Object.keys(demonstrationRow.shape) },
    prompts: promptFacts,
    heldOutPrompts: promptFacts,
    references: { modality: 'text', columns: Object.keys(demonstrationRow.shape) },
  }),
  resources: () => ({ device: 'cpu' }),
  metrics: {
    records: {
      title: text('Records', '记录数'),
      help: text('Good records that were read.', '读取到的有效记录数。'),
    },
    badLines: {
      title: text('Bad lines', '坏行数'),
      help: text('Lines that were skipped because they are broken.', '因损坏而跳过的行数。'),
      better: 'lower',
    },
    demonstrations: {
      title: text('Demonstrations', '示范数'),
      help: text('Training examples with an answer.', '带有回答的训练样本数。'),
    },
    prompts: {
      title: text('Prompts', '提示数'),
      help: text('Distinct prompts to train on.', '用于训练的不同提示数。'),
    },
    heldOutPrompts: {
      title: text('Held-out prompts', '留出提示数'),
      help: text('Distinct prompts kept for evaluation.', '留作评估的不同提示数。'),
    },
    references: {
      title: text('References', '参考回答数'),
      help: text('Good answers to compare with in evaluation.', '供评估对比的优质回答数。'),
    },
    recordsEn: {
      title: text('English records', '英文记录数'),
      help: text('Records in English.', '英文记录的数量。'),
    },
    recordsZh: {
      title: text('Chinese records', '中文记录数'),
      help: text('Records in Chinese.', '中文记录的数量。'),
    },
    recordsOther: {
      title: text('Records in other languages', '其他语言记录数'),
      help: text('Records whose language column names another language.', '语言列标为其他语言的记录数。'),
    },
  },
});
