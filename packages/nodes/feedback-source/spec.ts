import { defineNode, field, preferenceRow, rankingRow, ratingRow, text } from '@heed/schema';
import { z } from 'zod';
import { recordFields, tableFileFields } from '../shared/files/fields.ts';

const factsOf = (schema: z.ZodObject) => ({ modality: 'text', columns: Object.keys(schema.shape) }) as const;

export default defineNode({
  kind: 'feedback-source',
  version: 1,
  category: 'data',
  title: text('Feedback source', '反馈数据源'),
  summary: text(
    'Reads preferences, rankings or ratings of answers from a file, also one of TRL, HH-RLHF, Label Studio or Argilla.',
    '从文件读取对回答的偏好、排序或评分，支持 TRL、HH-RLHF、Label Studio 与 Argilla 的文件。',
  ),
  inputs: {},
  outputs: {
    preferences: {
      type: 'preferences',
      title: text('Preferences', '偏好对'),
      help: text(
        'From lines with a chosen and a rejected answer; otherwise empty.',
        '来自含有更优与更劣回答的行；否则为空。',
      ),
    },
    rankings: {
      type: 'rankings',
      title: text('Rankings', '排序'),
      help: text(
        'From lines with a list of answers, best first, or with an answer and its rank; otherwise empty.',
        '来自含有按优劣排列的回答列表，或回答及其名次的行；否则为空。',
      ),
    },
    ratings: {
      type: 'ratings',
      title: text('Ratings', '评分'),
      help: text(
        'From lines with an answer and a number; otherwise empty.',
        '来自含有回答及其数值评分的行；否则为空。',
      ),
    },
  },
  config: z.object({
    ...tableFileFields,
    form: field(
      z
        .enum([
          ...(['auto', 'preferences', 'ranked-lists', 'ranked-answers', 'ratings'] as const),
          ...(['trl', 'hh-rlhf', 'label-studio', 'argilla'] as const),
        ])
        .default('auto'),
      {
        title: text('Form', '形式'),
        help: text(
          'What a line holds; automatic goes by the columns of the first line.',
          '每行的内容；自动时按第一行的列判断。',
        ),
        options: {
          auto: text('Automatic', '自动'),
          preferences: text('chosen and rejected', 'chosen 与 rejected'),
          'ranked-lists': text('answers: a list, best first', 'answers：列表，最优在前'),
          'ranked-answers': text('an answer and its rank', '回答及其 rank'),
          ratings: text('an answer and its rating', '回答及其 rating'),
          trl: text('TRL: conversations, no prompt, or labels', 'TRL：对话、无提示或 label'),
          'hh-rlhf': text('HH-RLHF: two dialogues', 'HH-RLHF：两段对话'),
          'label-studio': text('Label Studio: a JSON export', 'Label Studio：导出的 JSON'),
          argilla: text('Argilla: records', 'Argilla：记录'),
        },
      },
    ),
    promptColumn: field(z.string().min(1).default('prompt'), {
      title: text('Prompt column', '提示列'),
      help: text('The column that holds the prompt.', '存放提示的列。'),
    }),
    completionColumn: field(z.string().min(1).default('completion'), {
      title: text('Answer column', '回答列'),
      help: text(
        'The column that holds the answer, where a line has one.',
        '存放回答的列（每行一个回答时）。',
      ),
    }),
    ratingColumn: field(z.string().default(''), {
      title: text('Rating column', '评分列'),
      help: text(
        'The column that holds the number; empty looks for "rating", then "score".',
        '存放数值的列；留空则依次查找“rating”与“score”。',
      ),
      advanced: true,
    }),
    ...recordFields,
  }),
  facts: () => ({
    preferences: factsOf(preferenceRow),
    rankings: factsOf(rankingRow),
    ratings: factsOf(ratingRow),
  }),
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
    preferences: {
      title: text('Preferences', '偏好对数'),
      help: text('Pairs of a chosen and a rejected answer.', '由更优与更劣回答组成的样本对数量。'),
    },
    rankings: {
      title: text('Rankings', '排序数'),
      help: text('Rankings of two answers or more.', '含两个或更多回答的排序数量。'),
    },
    ratings: {
      title: text('Ratings', '评分数'),
      help: text('Answers with a rating.', '带评分的回答数量。'),
    },
  },
});
