import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { rulesSchema } from '../shared/reward-rules.ts';
import { defaultRules } from './default-rules.ts';

export default defineNode({
  kind: 'scripted-judge',
  version: 1,
  category: 'people',
  title: text('Scripted judge', '规则裁判'),
  summary: text(
    'Scores answers by weighted rules: length, phrases, right answers, repetition, language, JSON, references.',
    '按加权规则为回答打分：长度、词句、答案是否正确、重复、语言、JSON 与参考回答。',
  ),
  inputs: {
    references: {
      accepts: ['demonstrations'],
      title: text('References', '参考回答'),
      help: text(
        'Good answers, for rules that compare an answer with those to the same prompt.',
        '供规则比较的优质回答：把回答与相同提示的参考回答比较。',
      ),
      optional: true,
    },
  },
  outputs: {
    judge: {
      type: 'reward-function',
      title: text('Judge', '裁判'),
      help: text(
        'A function from prompt and answer to a score, for labeling, training or evaluation.',
        '由提示与回答得到分数的函数，可用于标注、训练或评估。',
      ),
    },
  },
  config: z.object({
    name: field(z.string().trim().min(1).max(100).default('rules'), {
      title: text('Name', '名称'),
      help: text('The name under which its judgements stand.', '其评判所署的名称。'),
    }),
    rules: field(rulesSchema.default(defaultRules), {
      title: text('Rules', '规则'),
      help: text(
        'The score is the sum of weight times value; a rule’s value lies between −1 and 1.',
        '分数为各规则权重与取值乘积之和；每条规则取值在 −1 到 1 之间。',
      ),
      widget: 'rules',
    }),
  }),
  facts: () => ({ judge: { modality: 'text' } }),
  resources: () => ({ device: 'cpu' }),
  metrics: {
    rules: {
      title: text('Rules', '规则数'),
      help: text('Rules that make up the score.', '构成分数的规则数量。'),
    },
    highestScore: {
      title: text('Highest score', '最高分'),
      help: text('The score of an answer that earns everything.', '满足所有规则时的分数。'),
    },
    lowestScore: {
      title: text('Lowest score', '最低分'),
      help: text('The score of an answer that breaks every rule.', '违反所有规则时的分数。'),
    },
  },
});
