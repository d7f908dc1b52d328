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
  kind: 'grpo',
  version: 1,
  category: 'training',
  title: text('GRPO', 'GRPO 强化学习'),
  summary: text(
    'Tunes the policy by reward: each answer is rated against its group, and the distance to the initial model is part of the loss.',
    '以奖励调优策略：每条回答相对其所在组评定优劣，与初始模型的距离计入损失。',
  ),
  inputs: policyInputPorts,
  outputs: policyOutputPorts,
  config: z.object({
    ...groupFields({ samplesPerPrompt: z.int().min(2).max(256).default(8) }),
    klCoefficient: field(z.number().min(0).max(100).default(0.04), {
      title: text('KL coefficient β', 'KL 系数 β'),
      help: text(
        'Weight in the loss of the distance to the initial model, per token (estimator k3).',
        '每词元与初始模型的距离（k3 估计）在损失中的权重。',
      ),
    }),
    divideByDeviation: field(z.boolean().default(true), {
      title: text('Divide by deviation', '除以标准差'),
      help: text(
        'Divide advantages by the deviation of their group. Off, prompts on which nearly all answers score alike no longer count as much as the others (Dr. GRPO).',
        '将优势除以组内标准差。关闭后，回答得分几乎相同的提示不再与其他提示同等重要（Dr. GRPO）。',
      ),
    }),
    averaging: field(z.enum(['answers', 'tokens', 'constant']).default('answers'), {
      title: text('Averaging', '平均方式'),
      help: text(
        'Whether every answer counts the same, every token does, or answers are divided by the longest answer allowed.',
        '每条回答权重相同，每个词元权重相同，或统一除以允许的最大长度。',
      ),
      options: {
        answers: text('Answers (GRPO)', '按回答（GRPO）'),
        tokens: text('Tokens (DAPO)', '按词元（DAPO）'),
        constant: text('Longest answer (Dr. GRPO)', '按最大长度（Dr. GRPO）'),
      },
      advanced: true,
    }),
    clipRange: field(z.number().gt(0).max(1).default(0.2), {
      title: text('Policy clip', '策略裁剪'),
      help: text(
        'How far the probability ratio of a token may move in one update; matters from its second step on.',
        '一次更新中词元的概率比允许的变化幅度；从第二步起才起作用。',
      ),
      advanced: true,
    }),
    ...tuningFields,
    ...optimizerFields({ learningRate: 0.0003, batchSize: 32 }),
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
    uniformShare: {
      title: text('Uniform groups', '同分组比例'),
      help: text(
        'Share of prompts whose answers all scored alike; nothing is learned from them.',
        '所有回答得分相同的提示比例；从中学不到任何东西。',
      ),
      better: 'lower',
      format: 'percent',
    },
    policyLoss: {
      title: text('Policy loss', '策略损失'),
      help: text(
        'Clipped surrogate without the KL term; its value says little, its gradient is what counts.',
        '不含 KL 项的裁剪替代目标；数值本身意义不大，关键在其梯度。',
      ),
    },
    klLoss: {
      title: text('KL loss', 'KL 损失'),
      help: text(
        'Distance to the initial model as the loss counts it, before β.',
        '损失中计入的与初始模型的距离（乘以 β 之前）。',
      ),
      unit: text('nats', 'nat'),
    },
  },
});
