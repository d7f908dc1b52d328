import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { deviceField } from '../shared/device-field.ts';
import { samplingResources } from '../shared/memory.ts';
import { samplingFields } from '../shared/sampling-fields.ts';

export default defineNode({
  kind: 'evaluate',
  version: 1,
  category: 'evaluation',
  title: text('Evaluate', '评估'),
  summary: text(
    'Gives the same prompts to the initial and the tuned model and puts y1 beside y2 with both rewards.',
    '把相同提示交给初始模型与调优模型，并排展示 y1 与 y2 及两者的奖励。',
  ),
  inputs: {
    initial: {
      accepts: ['language-model'],
      title: text('Initial model', '初始模型'),
      help: text('Writes y1.', '生成 y1。'),
    },
    tuned: {
      accepts: ['language-model'],
      title: text('Tuned model', '调优模型'),
      help: text('Writes y2.', '生成 y2。'),
    },
    reward: {
      accepts: ['reward-model', 'reward-function'],
      title: text('Reward', '奖励'),
      help: text('What the tuned model was trained on.', '调优模型训练时所用的奖励。'),
    },
    judge: {
      accepts: ['reward-function'],
      title: text('Judge', '裁判'),
      help: text('A second opinion that the training did not see.', '训练过程未直接使用的第二意见。'),
      optional: true,
    },
    prompts: {
      accepts: ['prompts'],
      title: text('Prompts', '提示'),
      help: text('Held-out questions.', '留出的问题。'),
    },
    references: {
      accepts: ['demonstrations'],
      title: text('References', '参考回答'),
      help: text(
        'Good answers to the same prompts; with them, BLEU and ROUGE-L stand beside the reward.',
        '相同提示的优质回答；接入后在奖励旁给出 BLEU 与 ROUGE-L。',
      ),
      optional: true,
    },
  },
  outputs: {
    report: {
      type: 'report',
      title: text('Report', '报告'),
      help: text(
        'Figures with intervals, reward histogram and the y1/y2 table.',
        '带区间的指标、奖励直方图与 y1/y2 对照表。',
      ),
    },
  },
  config: z.object({
    promptLimit: field(z.int().min(1).max(100_000).default(200), {
      title: text('Prompts', '提示数'),
      help: text('Prompts to compare on, drawn at random.', '随机抽取用于比较的提示数。'),
    }),
    ...samplingFields,
    klLimit: field(z.number().positive().default(20), {
      title: text('KL limit', 'KL 上限'),
      help: text(
        'KL per answer that still counts as near the initial model.',
        '仍视为接近初始模型的每条回答 KL 上限。',
      ),
      unit: text('nats', 'nat'),
    }),
    winRateGoal: field(z.number().min(0).max(1).default(0.7), {
      title: text('Win rate goal', '胜率目标'),
      help: text('The win rate that the report marks as reached.', '报告中标记为达标的胜率。'),
    }),
    ...deviceField,
  }),
  agreements: [{ fact: 'tokenizer', ports: ['initial', 'tuned'] }],
  facts: () => ({ report: {} }),
  resources: (config, { initial }) => samplingResources(config, initial, { models: 3, measures: true }),
  metrics: {
    winRate: {
      title: text('Win rate', '胜率'),
      help: text(
        'Share of prompts on which y2 beats y1, ties as a half; by the judge where one is wired.',
        'y2 胜过 y1 的提示比例（平局计半）；接有裁判时以裁判为准。',
      ),
      better: 'higher',
      format: 'percent',
    },
    winRateLow: {
      title: text('Win rate, low', '胜率下界'),
      help: text('Lower end of the 95% Wilson interval.', '95% Wilson 区间的下界。'),
      format: 'percent',
    },
    winRateHigh: {
      title: text('Win rate, high', '胜率上界'),
      help: text('Upper end of the 95% Wilson interval.', '95% Wilson 区间的上界。'),
      format: 'percent',
    },
    rewardBefore: {
      title: text('Reward of y1', 'y1 的奖励'),
      help: text('Mean reward of the initial model.', '初始模型的平均奖励。'),
    },
    rewardAfter: {
      title: text('Reward of y2', 'y2 的奖励'),
      help: text('Mean reward of the tuned model.', '调优模型的平均奖励。'),
      better: 'higher',
    },
    rewardGainInStd: {
      title: text('Gain in deviations', '提升（标准差数）'),
      help: text(
        '(reward of y2 − reward of y1) / standard deviation of y1’s rewards.',
        '（y2 奖励 − y1 奖励）/ y1 奖励的标准差。',
      ),
      better: 'higher',
    },
    judgeBefore: {
      title: text('Judge on y1', '裁判对 y1 的评分'),
      help: text('Mean score of the judge for the initial model.', '裁判给初始模型的平均分。'),
    },
    judgeAfter: {
      title: text('Judge on y2', '裁判对 y2 的评分'),
      help: text('Mean score of the judge for the tuned model.', '裁判给调优模型的平均分。'),
      better: 'higher',
    },
    judgeGainInStd: {
      title: text('Judge gain in deviations', '裁判提升（标准差数）'),
      help: text(
        'The judge’s gain over the standard deviation of its scores of y1.',
        '裁判评分的提升除以其对 y1 评分的标准差。',
      ),
      better: 'higher',
    },
    bleuBefore: {
      title: text('BLEU of y1', 'y1 的 BLEU'),
      help: text(
        'Mean BLEU-4 of y1 against the references; it counts common wording, not meaning.',
        'y1 对参考回答的平均 BLEU-4；衡量相同的措辞，而非含义。',
      ),
    },
    bleuAfter: {
      title: text('BLEU of y2', 'y2 的 BLEU'),
      help: text('Mean BLEU-4 of y2 against the references.', 'y2 对参考回答的平均 BLEU-4。'),
      better: 'higher',
    },
    bleuWithReward: {
      title: text('BLEU beside the reward', 'BLEU 与奖励的相关'),
      help: text(
        'Rank correlation of BLEU and reward over all answers; near 0, BLEU does not see what the reward sees.',
        '所有回答上 BLEU 与奖励的秩相关；接近 0 表示 BLEU 看不到奖励所看重的内容。',
      ),
    },
    rougeLBefore: {
      title: text('ROUGE-L of y1', 'y1 的 ROUGE-L'),
      help: text(
        'Mean ROUGE-L F-measure of y1 against the references.',
        'y1 对参考回答的平均 ROUGE-L F 值。',
      ),
    },
    rougeLAfter: {
      title: text('ROUGE-L of y2', 'y2 的 ROUGE-L'),
      help: text(
        'Mean ROUGE-L F-measure of y2 against the references.',
        'y2 对参考回答的平均 ROUGE-L F 值。',
      ),
      better: 'higher',
    },
    rougeLWithReward: {
      title: text('ROUGE-L beside the reward', 'ROUGE-L 与奖励的相关'),
      help: text(
        'Rank correlation of ROUGE-L and reward over all answers, read like that of BLEU.',
        '所有回答上 ROUGE-L 与奖励的秩相关；读法与 BLEU 相同。',
      ),
    },
    referencePrompts: {
      title: text('Prompts with a reference', '有参考回答的提示数'),
      help: text('Prompts that BLEU and ROUGE-L are measured on.', '用于计算 BLEU 与 ROUGE-L 的提示数。'),
    },
    klPerSequence: {
      title: text('KL per answer', '每条回答的 KL'),
      help: text(
        'Distance of the tuned model from the initial one on its own answers.',
        '调优模型在自身回答上与初始模型的距离。',
      ),
      unit: text('nats', 'nat'),
    },
    lengthBefore: {
      title: text('Length of y1', 'y1 的长度'),
      help: text('Mean tokens of y1.', 'y1 的平均词元数。'),
    },
    lengthAfter: {
      title: text('Length of y2', 'y2 的长度'),
      help: text(
        'Mean tokens of y2; compare it to see whether length was rewarded.',
        'y2 的平均词元数；可用于发现以长度取胜。',
      ),
    },
    distinctAfter: {
      title: text('Distinct answers', '不重复回答比例'),
      help: text(
        'Share of distinct texts among y2; a collapse repeats one answer.',
        'y2 中不同文本的比例；模式崩溃时会重复同一回答。',
      ),
      format: 'percent',
    },
  },
});
