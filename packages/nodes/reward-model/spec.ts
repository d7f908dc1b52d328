import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { optimizerFields } from '../shared/optimizer-fields.ts';
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
    preferences: {
      accepts: ['preferences'],
      title: text('Preferences', '偏好对'),
      help: text('Pairs of a chosen and a rejected answer.', '由更优与更劣回答组成的样本对。'),
    },
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
    epochs: field(z.int().min(1).max(100).default(2), {
      title: text('Epochs', '轮数'),
      help: text('Passes over the pairs; more than a few overfit.', '遍历偏好对的次数；过多会过拟合。'),
    }),
    heldOutShare: field(z.number().min(0.01).max(0.5).default(0.1), {
      title: text('Held-out share', '留出比例'),
      help: text(
        'Prompts kept aside with all their pairs, to measure accuracy.',
        '连同其全部样本对一起留出、用于衡量准确率的提示比例。',
      ),
    }),
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
    heldOutAccuracy: {
      title: text('Held-out accuracy', '留出准确率'),
      help: text(
        'The same on pairs of prompts never trained on: the figure to trust.',
        '在从未训练过的提示上的准确率：最值得信赖的数字。',
      ),
      better: 'higher',
      live: true,
    },
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
    pairs: {
      title: text('Training pairs', '训练样本对'),
      help: text('Pairs that the model was trained on.', '用于训练的样本对数量。'),
    },
    skipped: {
      title: text('Skipped', '跳过'),
      help: text(
        'Pairs with equal answers or longer than the context.',
        '两答案相同或超过上下文长度的样本对数。',
      ),
    },
    ...trainingMetrics,
  },
});
