import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { deviceField } from '../shared/device-field.ts';
import { trainingResources } from '../shared/memory.ts';
import { optimizerFields } from '../shared/optimizer-fields.ts';
import { rolloutFields } from '../shared/rollouts/fields.ts';
import { policyInputPorts, policyOutputPorts } from '../shared/rollouts/ports.ts';
import { tuningFields } from '../shared/tuning-fields.ts';
import { metrics } from './metrics.ts';

export default defineNode({
  kind: 'ppo',
  version: 1,
  category: 'training',
  title: text('PPO', 'PPO 强化学习'),
  summary: text(
    'Tunes the policy to earn reward while a KL penalty holds it near the initial model: r = r_θ − β·KL.',
    '让策略获得更高奖励，同时用 KL 惩罚约束其不远离初始模型：r = r_θ − β·KL。',
  ),
  inputs: policyInputPorts,
  outputs: policyOutputPorts,
  config: z.object({
    updates: rolloutFields.updates,
    rolloutsPerUpdate: field(z.int().min(2).max(8192).default(64), {
      title: text('Rollouts an update', '每次更新的采样数'),
      help: text('Answers sampled before each optimization.', '每次优化前采样的回答数。'),
      unit: text('answers', '条'),
    }),
    klCoefficient: field(z.number().min(0).max(100).default(0.05), {
      title: text('KL coefficient β', 'KL 系数 β'),
      help: text(
        'Price of a nat of distance from the initial model, paid token by token. 0 lets the policy drift into garbage that fools the reward.',
        '偏离初始模型每 1 nat 的代价，逐词元计入。为 0 时策略会漂移成欺骗奖励模型的乱码。',
      ),
    }),
    klTarget: field(z.number().min(0).max(1000).default(0), {
      title: text('KL target per answer', '每条回答的 KL 目标'),
      help: text(
        'When above 0, β adapts so that the summed KL of an answer comes to this many nats.',
        '大于 0 时自适应调整 β，使每条回答的累计 KL 接近该值（nat）。',
      ),
      unit: text('nats', 'nat'),
    }),
    klHorizon: field(z.number().min(1).default(2000), {
      title: text('KL horizon', 'KL 自适应周期'),
      help: text(
        'Answers over which an adaptive β reacts; smaller reacts faster.',
        '自适应 β 的反应周期（回答数）；越小反应越快。',
      ),
      unit: text('answers', '条'),
      advanced: true,
    }),
    epochs: field(z.int().min(1).max(64).default(4), {
      title: text('Epochs an update', '每次更新的轮数'),
      help: text('Passes over the rollouts of an update.', '每次更新中遍历采样的次数。'),
    }),
    gamma: field(z.number().min(0).max(1).default(1), {
      title: text('Discount γ', '折扣 γ'),
      help: text('Weight of later rewards.', '后续奖励的折扣。'),
      advanced: true,
    }),
    lambda: field(z.number().min(0).max(1).default(0.95), {
      title: text('GAE λ', 'GAE λ'),
      help: text(
        'Between one-step values (0) and whole returns (1).',
        '在单步价值（0）与完整回报（1）之间权衡。',
      ),
      advanced: true,
    }),
    clipRange: field(z.number().gt(0).max(1).default(0.2), {
      title: text('Policy clip', '策略裁剪'),
      help: text('How far the probability ratio may move in one update.', '一次更新中概率比允许的变化幅度。'),
      advanced: true,
    }),
    valueClipRange: field(z.number().gt(0).max(100).default(0.2), {
      title: text('Value clip', '价值裁剪'),
      help: text('How far the value may move in one update.', '一次更新中价值估计允许的变化幅度。'),
      advanced: true,
    }),
    valueCoefficient: field(z.number().min(0).max(10).default(0.1), {
      title: text('Value coefficient', '价值损失系数'),
      help: text(
        'Weight of the value loss; the value model has its own weights.',
        '价值损失的权重；价值模型拥有独立参数。',
      ),
      advanced: true,
    }),
    entropyCoefficient: field(z.number().min(0).max(1).default(0), {
      title: text('Entropy bonus', '熵奖励系数'),
      help: text('Rewards a varied policy.', '鼓励策略保持多样性。'),
      advanced: true,
    }),
    missingEndPenalty: rolloutFields.missingEndPenalty,
    targetPolicyKl: rolloutFields.targetPolicyKl,
    scaleRewards: field(z.boolean().default(true), {
      title: text('Scale rewards', '奖励标准化'),
      help: text(
        'Divide scores by the deviation of the initial model’s own scores.',
        '将分数除以初始模型自身得分的标准差。',
      ),
      advanced: true,
    }),
    maxNewTokens: rolloutFields.maxNewTokens,
    temperature: rolloutFields.temperature,
    ...tuningFields,
    ...optimizerFields({ learningRate: 0.0003, batchSize: 16 }),
    ...deviceField,
  }),
  agreements: [{ fact: 'tokenizer', ports: ['policy', 'reward'] }],
  facts: (_config, inputs) => ({
    policy: inputs.policy ?? {},
    rollouts: { modality: 'text', tokenizer: inputs.policy?.tokenizer },
  }),
  resources: (config, { policy, reward }) =>
    trainingResources(config, policy, { reference: true, reward, valueModel: true }),
  finishesEarly: true,
  metrics,
});
