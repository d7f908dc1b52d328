import { type MetricSpec, text } from '@heed/schema';
import { trainingMetrics } from '../shared/training-metrics.ts';

/** What DPO logs at each step, and after each epoch on held-out prompts. */
export const metrics = {
  loss: {
    title: text('Loss', '损失'),
    help: text('Loss of this step; log 2 ≈ 0.69 is where it starts.', '该步的损失；起点为 log 2 ≈ 0.69。'),
    better: 'lower',
    live: true,
  },
  rewardChosen: {
    title: text('Reward of chosen', '更优回答的奖励'),
    help: text(
      'Mean β·(log π − log π_ref) of the chosen answers; when it falls, the model forgets even what was preferred.',
      '更优回答的 β·(log π − log π_ref) 均值；若下降，说明模型连被偏好的回答也在遗忘。',
    ),
    better: 'higher',
  },
  rewardRejected: {
    title: text('Reward of rejected', '更劣回答的奖励'),
    help: text('The same of the rejected answers.', '更劣回答的同一数值。'),
    better: 'lower',
  },
  margin: {
    title: text('Reward margin', '奖励差'),
    help: text('Mean reward of chosen less rejected in this step.', '该步中更优与更劣回答奖励之差的均值。'),
    better: 'higher',
  },
  accuracy: {
    title: text('Accuracy', '训练准确率'),
    help: text(
      'Share of this step’s pairs in which the chosen answer has the higher reward.',
      '该步中更优回答奖励更高的样本对比例。',
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
    help: text('−log σ of the margin on held-out prompts.', '留出提示上奖励差的 −log σ。'),
    better: 'lower',
  },
  heldOutMargin: {
    title: text('Held-out margin', '留出奖励差'),
    help: text('Mean margin on held-out prompts.', '留出提示上奖励差的均值。'),
    better: 'higher',
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
} as const satisfies Record<string, MetricSpec>;
