import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { computeResources, deviceField } from '../shared/device-field.ts';

export default defineNode({
  kind: 'compare-rewards',
  version: 1,
  category: 'evaluation',
  title: text('Compare rewards', '比较奖励'),
  summary: text(
    'Lets several rewards score the same answers and shows where they agree and what they dispute.',
    '让多个奖励为同一批回答打分，展示它们在何处一致、对哪些回答有分歧。',
  ),
  inputs: {
    rewards: {
      accepts: ['reward-model', 'reward-function'],
      title: text('Rewards', '奖励'),
      help: text(
        'Two or more; they are called A, B, C … in the order of their wires.',
        '两个或更多；按连线顺序称为 A、B、C……',
      ),
      many: true,
    },
    completions: {
      accepts: ['completions'],
      title: text('Answers', '回答'),
      help: text(
        'Several answers to each prompt, best such as no reward was trained on.',
        '每个提示的多个回答，最好是任何奖励都未训练过的。',
      ),
    },
  },
  outputs: {
    report: {
      type: 'report',
      title: text('Report', '报告'),
      help: text(
        'Agreement, scores of one against the other, and the most disputed answers.',
        '一致程度、两两分数对照，以及分歧最大的回答。',
      ),
    },
  },
  config: z.object({
    promptLimit: field(z.int().min(0).max(100_000).default(500), {
      title: text('Prompt limit', '提示数上限'),
      help: text(
        'Use the answers to this many prompts, drawn at random; 0 uses all.',
        '随机抽取这么多提示并使用其回答；0 表示全部使用。',
      ),
    }),
    disputed: field(z.int().min(1).max(10_000).default(100), {
      title: text('Disputed answers', '分歧回答数'),
      help: text(
        'How many of the most disputed answers the report lists.',
        '报告中列出多少个分歧最大的回答。',
      ),
      unit: text('answers', '条'),
    }),
    ...deviceField,
  }),
  facts: () => ({ report: {} }),
  resources: computeResources,
  metrics: {
    rewards: {
      title: text('Rewards', '奖励数'),
      help: text('Rewards that were compared.', '参与比较的奖励数量。'),
    },
    answers: {
      title: text('Answers', '回答数'),
      help: text('Answers that every reward scored.', '每个奖励都打过分的回答数量。'),
    },
    correlation: {
      title: text('Correlation', '相关性'),
      help: text(
        'Pearson correlation of the scores, the mean over all two rewards.',
        '分数的 Pearson 相关，对所有奖励两两取平均。',
      ),
    },
    rankCorrelation: {
      title: text('Rank correlation', '秩相关'),
      help: text(
        'Spearman correlation: how far they put all answers in the same order.',
        'Spearman 相关：它们对全部回答的排序在多大程度上相同。',
      ),
    },
    pairAgreement: {
      title: text('Same order', '同序比例'),
      help: text(
        'Share of pairs of answers to the same prompt that two rewards put in the same order, ties as a half; this is what a policy notices.',
        '同一提示的两个回答被两个奖励排成相同顺序的比例（平局计半）；策略能感受到的正是这一点。',
      ),
      format: 'percent',
    },
    bestAgreement: {
      title: text('Same best answer', '最优一致比例'),
      help: text(
        'Share of prompts for which two rewards choose the same best answer.',
        '两个奖励选出同一最优回答的提示比例。',
      ),
      format: 'percent',
    },
  },
});
