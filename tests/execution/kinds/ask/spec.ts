import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

/** Asks people to judge numbered pairs, those of the input too. */
export default defineNode({
  kind: 'ask',
  version: 1,
  asks: true,
  category: 'people',
  title: text('Ask', '提问'),
  summary: text('Asks people.', '请人评判。'),
  inputs: {},
  outputs: {
    judgements: { type: 'judgements', title: text('Judgements', '评判'), help: text('Answers.', '回答。') },
    out: { type: 'prompts', title: text('Number', '数量'), help: text('How many.', '数量。') },
  },
  config: z.object({
    pairs: field(z.int().default(2), { title: text('Pairs', '对数'), help: text('Pairs.', '对数。') }),
    overlap: field(z.int().default(1), {
      title: text('Overlap', '重复'),
      help: text('Answers each.', '每对回答数。'),
    }),
    author: field(z.string().default(''), {
      title: text('Author', '作者'),
      help: text('Who wrote the answers; a part of their ids.', '回答的作者；属于其 ID。'),
    }),
    choose: field(z.enum(['in-order', 'informative']).default('in-order'), {
      title: text('Choose', '选取'),
      help: text('Which task comes next.', '下一个任务的选取方式。'),
      options: { 'in-order': text('In order', '按顺序'), informative: text('Informative', '按信息量') },
    }),
    budget: field(z.int().default(0), {
      title: text('Budget', '预算'),
      help: text('Tasks wanted; 0: all.', '所需任务数；0 为全部。'),
    }),
    goldRate: field(z.number().default(1 / 12), {
      title: text('Gold', '金标'),
      help: text('Share of gold tasks.', '金标任务的比例。'),
    }),
    repeatRate: field(z.number().default(1 / 25), {
      title: text('Repeats', '重复呈现'),
      help: text('Share of repeated tasks.', '重复任务的比例。'),
    }),
    adjudicate: field(z.number().default(0), {
      title: text('Adjudicate', '裁定'),
      help: text('Share that must agree; 0: nobody decides.', '须一致的比例；0 为不裁定。'),
    }),
    candidates: field(z.int().default(2), {
      title: text('Candidates', '候选'),
      help: text(
        'Answers to a prompt; every two of them are a pair.',
        '每个提示的回答数；任意两个构成一对。',
      ),
    }),
  }),
  metrics: { answers: { title: text('Answers', '回答'), help: text('Number.', '数量。') } },
});
