import { defineNode, field, modalities, ratingRow, text } from '@heed/schema';
import { z } from 'zod';

export default defineNode({
  kind: 'comparison-scores',
  version: 2,
  category: 'data',
  title: text('Scores from comparisons', '由比较计算得分'),
  summary: text(
    'Turns rankings, preferences or judgements into a number for each answer, with its standard error.',
    '把排序、偏好对或评判转换为每个回答的数值得分及其标准误。',
  ),
  inputs: {
    comparisons: {
      accepts: ['rankings', 'preferences', 'judgements'],
      modalities,
      title: text('Comparisons', '比较'),
      help: text('What people said of answers to the same prompt.', '人们对同一提示的多个回答所作的比较。'),
    },
  },
  outputs: {
    ratings: {
      type: 'ratings',
      title: text('Ratings', '评分'),
      help: text(
        'Every answer with its score in log-odds and the standard error.',
        '每个回答的得分（对数几率）与标准误。',
      ),
    },
    report: {
      type: 'report',
      title: text('Report', '报告'),
      help: text('Figures, histogram and all scores with intervals.', '指标、直方图以及全部得分及其区间。'),
    },
  },
  config: z.object({
    method: field(
      z.enum(['davidson-joint', 'bradley-terry', 'plackett-luce', 'elo']).default('davidson-joint'),
      {
        title: text('Method', '方法'),
        help: text(
          'Davidson’s model fits scores together with ties, the skill of each labeler and their inclination to the answer shown first. Bradley-Terry looks at pairs, Plackett-Luce at whole rankings; Elo moves scores game by game.',
          'Davidson 模型同时拟合得分、平局、每位标注者的能力及其对先展示回答的偏向。Bradley-Terry 逐对比较，Plackett-Luce 使用整个排序；Elo 逐局更新得分。',
        ),
        options: {
          'davidson-joint': text('Davidson with skill and position bias', 'Davidson（含能力与位置偏差）'),
          'bradley-terry': text('Bradley-Terry', 'Bradley-Terry'),
          'plackett-luce': text('Plackett-Luce', 'Plackett-Luce'),
          elo: text('Elo', 'Elo'),
        },
      },
    ),
    prior: field(z.number().min(0.01).max(100).default(0.5), {
      title: text('Prior', '先验'),
      help: text(
        'Wins and as many losses of each answer against a ghost of score 0; without them an answer that always wins would have no finite score.',
        '每个回答对得分为 0 的虚拟对手各胜负这么多次；否则总是获胜的回答得分将为无穷大。',
      ),
      unit: text('wins', '胜'),
      showWhen: { field: 'method', is: ['bradley-terry', 'plackett-luce'] },
      advanced: true,
    }),
    kFactor: field(z.number().positive().max(400).default(32), {
      title: text('K factor', 'K 因子'),
      help: text('Elo points at stake in each comparison of two.', '每次两两比较的 Elo 分值。'),
      unit: text('Elo points', 'Elo 分'),
      showWhen: { field: 'method', is: ['elo'] },
    }),
    orders: field(z.int().min(1).max(1000).default(20), {
      title: text('Orders', '顺序数'),
      help: text(
        'Random orders of the comparisons over which Elo scores are averaged.',
        '对比较的多种随机顺序取 Elo 得分平均。',
      ),
      showWhen: { field: 'method', is: ['elo'] },
      advanced: true,
    }),
    bootstrapRounds: field(z.int().min(0).max(5000).default(200), {
      title: text('Bootstrap rounds', '自助法轮数'),
      help: text(
        'How often comparisons are drawn anew from the fitted scores to see how far scores spread; 0 leaves out standard errors.',
        '按拟合得分重新抽取比较的次数，用以衡量得分的波动；0 表示不计算标准误。',
      ),
      showWhen: { field: 'method', is: ['bradley-terry', 'plackett-luce', 'elo'] },
      advanced: true,
    }),
  }),
  migrations: {
    // until then Bradley-Terry was what an empty field meant
    1: (config) => ({ method: 'bradley-terry', ...config }),
  },
  facts: (_config, { comparisons }) => ({
    ratings: { modality: comparisons?.modality ?? 'text', columns: Object.keys(ratingRow.shape) },
    report: {},
  }),
  resources: () => ({ device: 'cpu' }),
  metrics: {
    prompts: {
      title: text('Prompts', '提示数'),
      help: text('Prompts with at least one comparison.', '至少有一次比较的提示数量。'),
    },
    answers: {
      title: text('Answers', '回答数'),
      help: text('Different answers that got a score.', '得到得分的不同回答数量。'),
    },
    verdicts: {
      title: text('Verdicts', '裁定数'),
      help: text('Rankings, preferences or judgements that were used.', '使用的排序、偏好对或评判数量。'),
    },
    skipped: {
      title: text('Skipped', '跳过'),
      help: text(
        'Those that say nothing of an order: equal answers, both bad, cannot judge, passed over.',
        '不含顺序信息的条目：相同回答、都不好、无法判断、跳过。',
      ),
    },
    agreement: {
      title: text('Agreement', '一致率'),
      help: text(
        'Share of the compared pairs that the scores put in the order given; contradictory verdicts lower it.',
        '得分顺序与给定顺序一致的比较对比例；相互矛盾的裁定会使其降低。',
      ),
      better: 'higher',
      format: 'percent',
    },
    firstChance: {
      title: text('First if equal', '相当时选第一'),
      help: text(
        'Chance to prefer the first of two equal answers, by the joint model; 50% is no bias.',
        '由联合模型得出的、在两个相当的回答中偏向第一个的概率；50% 表示没有偏差。',
      ),
      format: 'percent',
    },
    tieChance: {
      title: text('Tie if equal', '相当时判平局'),
      help: text('Chance that two equal answers are called a tie.', '两个相当的回答被判为平局的概率。'),
      format: 'percent',
    },
    standardError: {
      title: text('Mean standard error', '平均标准误'),
      help: text('How far scores may be off, in log-odds, on average.', '得分平均可能偏离的量（对数几率）。'),
      better: 'lower',
    },
  },
});
