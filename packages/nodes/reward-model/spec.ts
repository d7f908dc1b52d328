import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { optimizerFields } from '../shared/optimizer-fields.ts';
import { preferenceFields, preferenceMetrics, preferencesPort } from '../shared/preference-spec.ts';
import { trainingMetrics } from '../shared/training-metrics.ts';
import { tuningFields } from '../shared/tuning-fields.ts';

export default defineNode({
  kind: 'reward-model',
  version: 1,
  category: 'training',
  title: text('Reward model', '奖励模型'),
  summary: text(
    'Learns from preferences to give every answer a number: −log σ(r_chosen − r_rejected).',
    '从偏好对中学习为回答打分：−log σ(r_优 − r_劣)。',
  ),
  inputs: {
    model: {
      accepts: ['language-model'],
      title: text('Model', '模型'),
      help: text('The language model whose body gets a score head.', '在其主干上加装评分头的语言模型。'),
    },
    preferences: preferencesPort,
  },
  outputs: {
    model: {
      type: 'reward-model',
      title: text('Reward model', '奖励模型'),
      help: text('A classifier folder with one label: the reward.', '仅含一个标签（奖励）的分类模型文件夹。'),
    },
    report: {
      type: 'report',
      title: text('Report', '报告'),
      help: text(
        'Held-out accuracy, calibration and score histogram.',
        '留出集准确率、校准曲线与分数直方图。',
      ),
    },
  },
  config: z.object({
    epochs: preferenceFields.epochs,
    heldOutShare: preferenceFields.heldOutShare,
    margin: field(z.number().min(0).max(10).default(0), {
      title: text('Margin', '间隔'),
      help: text('The chosen answer must win by at least this much.', '更优回答至少要高出的分数。'),
      advanced: true,
    }),
    centering: field(z.number().min(0).max(10).default(0.01), {
      title: text('Centering', '中心化系数'),
      help: text(
        'Weight of (r_chosen + r_rejected)², which keeps scores around zero.',
        '(r_优 + r_劣)² 的权重，使分数保持在零附近。',
      ),
      advanced: true,
    }),
    ...tuningFields,
    ...optimizerFields({ learningRate: 0.0003, batchSize: 32, weightDecay: 0.01 }),
  }),
  facts: (_config, inputs) => ({ model: inputs.model ?? {}, report: {} }),
  resources: () => ({ device: 'gpu' }),
  metrics: {
    loss: {
      title: text('Loss', '损失'),
      help: text(
        'Pairwise loss of this step; log 2 ≈ 0.69 is guessing.',
        '该步的成对损失；log 2 ≈ 0.69 相当于瞎猜。',
      ),
      better: 'lower',
      live: true,
    },
    accuracy: {
      title: text('Accuracy', '训练准确率'),
      help: text(
        'Share of this step’s pairs in which the chosen answer scores higher.',
        '该步中更优回答得分更高的样本对比例。',
      ),
      better: 'higher',
    },
    heldOutAccuracy: preferenceMetrics.heldOutAccuracy,
    heldOutLoss: {
      title: text('Held-out loss', '留出损失'),
      help: text('Pairwise loss on held-out prompts.', '留出提示上的成对损失。'),
      better: 'lower',
    },
    margin: {
      title: text('Reward margin', '奖励差'),
      help: text('Mean r_chosen − r_rejected on held-out pairs.', '留出样本对上 r_优 − r_劣 的均值。'),
      better: 'higher',
    },
    calibrationError: {
      title: text('Calibration error', '校准误差'),
      help: text(
        'Expected calibration error: mean gap between predicted and observed win probability.',
        '期望校准误差：预测胜率与实际胜率之差的平均值。',
      ),
      better: 'lower',
    },
    pairs: preferenceMetrics.pairs,
    skipped: preferenceMetrics.skipped,
    ...trainingMetrics,
  },
});
