import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { deviceField } from '../shared/device-field.ts';
import { trainingResources } from '../shared/memory.ts';
import { optimizerFields } from '../shared/optimizer-fields.ts';
import { groupFields } from '../shared/rollouts/group-fields.ts';
import { rolloutMetrics } from '../shared/rollouts/metrics.ts';
import { policyInputPorts, policyOutputPorts } from '../shared/rollouts/ports.ts';
import { tuningFields } from '../shared/tuning-fields.ts';

export default defineNode({
  kind: 'rloo',
  version: 1,
  category: 'training',
  title: text('RLOO', 'RLOO 强化学习'),
  summary: text(
    'Tunes the policy by reward without a value model: each answer is compared with the other answers to its prompt.',
    '无需价值模型的奖励调优：每条回答与同一提示的其他回答相比较。',
  ),
  inputs: policyInputPorts,
  outputs: policyOutputPorts,
  config: z.object({
    ...groupFields({ samplesPerPrompt: z.int().min(1).max(256).default(4) }),
    klCoefficient: field(z.number().min(0).max(100).default(0.05), {
      title: text('KL coefficient β', 'KL 系数 β'),
      help: text(
        'Taken from the score for each nat of an answer’s log π − log π_ref. 0 lets the policy drift into garbage that fools the reward.',
        '回答的 log π − log π_ref 每 1 nat 从分数中扣除的量。为 0 时策略会漂移成欺骗奖励的乱码。',
      ),
    }),
    baselineDecay: field(z.number().min(0).max(1).default(0.9), {
      title: text('Baseline decay', '基线衰减'),
      help: text(
        'With one answer a prompt there are no others to compare with; the baseline is then the mean reward of past updates, which fades by this factor.',
        '每个提示只有一条回答时无从相互比较，基线改为以往更新的平均奖励，并按该系数衰减。',
      ),
      showWhen: { field: 'samplesPerPrompt', is: [1] },
    }),
    scaleRewards: field(z.boolean().default(true), {
      title: text('Scale rewards', '奖励标准化'),
      help: text(
        'Divide scores by their deviation in the first update, so that β means the same for every reward.',
        '将分数除以首次更新中的标准差，使 β 对任何奖励含义相同。',
      ),
      advanced: true,
    }),
    clipRange: field(z.number().gt(0).max(1).default(0.2), {
      title: text('Policy clip', '策略裁剪'),
      help: text(
        'How far the probability ratio of an answer may move in one update; matters from its second step on.',
        '一次更新中整条回答的概率比允许的变化幅度；从第二步起才起作用。',
      ),
      advanced: true,
    }),
    ...tuningFields,
    ...optimizerFields({ learningRate: 0.0003, batchSize: 16 }),
    ...deviceField,
  }),
  agreements: [{ fact: 'tokenizer', ports: ['policy', 'reward'] }],
  facts: (_config, inputs) => ({
    policy: inputs.policy ?? {},
    rollouts: { modality: 'text', tokenizer: inputs.policy?.tokenizer },
  }),
  resources: (config, { policy, reward }) => trainingResources(config, policy, { reference: true, reward }),
  finishesEarly: true,
  metrics: {
    ...rolloutMetrics,
    penalizedReward: {
      title: text('Reward less KL', '扣除 KL 的奖励'),
      help: text(
        'Mean of what is maximized: the scaled score less the KL penalty.',
        '实际最大化的量的均值：标准化分数减去 KL 惩罚。',
      ),
      better: 'higher',
    },
    policyLoss: {
      title: text('Policy loss', '策略损失'),
      help: text(
        'Clipped surrogate with a whole answer as one action; its value says little, its gradient is what counts.',
        '以整条回答为单个动作的裁剪替代目标；数值本身意义不大，关键在其梯度。',
      ),
    },
  },
});
