import { type MetricSpec, text } from '@heed/schema';
import { preferenceMetrics } from '../shared/preference-spec.ts';
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
    format: 'percent',
  },
  heldOutAccuracy: preferenceMetrics.heldOutAccuracy,
  heldOutLoss: {
    title: text('Held-out loss', '留出损失'),
    help: text(
      'Mean −log σ of the margin on held-out prompts; a tie is half a win for each side.',
      '留出提示上奖励差的 −log σ 均值；平局计为双方各半胜。',
    ),
    better: 'lower',
  },
  heldOutMargin: {
    title: text('Held-out margin', '留出奖励差'),
    help: text('Mean margin on held-out prompts.', '留出提示上奖励差的均值。'),
    better: 'higher',
  },
  pairs: preferenceMetrics.pairs,
  skipped: preferenceMetrics.skipped,
  ...trainingMetrics,
} as const satisfies Record<string, MetricSpec>;
