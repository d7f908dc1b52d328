import { type MetricSpec, text } from '@heed/schema';
import { preferenceMetrics } from '../shared/preference-spec.ts';
import { trainingMetrics } from '../shared/training-metrics.ts';

/** What a reward model logs at each step, and after each epoch on held-out prompts; some belong to one form of feedback. */
export const metrics = {
  loss: {
    title: text('Loss', '损失'),
    help: text(
      'Loss of this step. Preferences: log 2 ≈ 0.69 is guessing; rankings: nats per choice, more answers start higher; ratings: squared error, 1 is as good as always saying the mean.',
      '该步的损失。偏好对：log 2 ≈ 0.69 相当于瞎猜；排序：每次选择的奈特数，回答越多起点越高；评分：平方误差，1 相当于总是给出均值。',
    ),
    better: 'lower',
    live: true,
  },
  accuracy: {
    title: text('Accuracy', '训练准确率'),
    help: text(
      'Share of this step’s pairs in which the better answer scores higher.',
      '该步中更优回答得分更高的样本对比例。',
    ),
    better: 'higher',
    format: 'percent',
  },
  heldOutAccuracy: preferenceMetrics.heldOutAccuracy,
  heldOutLoss: {
    title: text('Held-out loss', '留出损失'),
    help: text('The same loss on held-out prompts.', '留出提示上的同一损失。'),
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
  kendallTau: {
    title: text('Kendall’s τ', 'Kendall τ'),
    help: text(
      'Mean rank correlation (τ-b) of scores and held-out rankings: 1 is the same order, 0 is chance.',
      '得分与留出排序的平均秩相关（τ-b）：1 为顺序完全一致，0 为随机。',
    ),
    better: 'higher',
  },
  rSquared: {
    title: text('R²', 'R²'),
    help: text(
      'Share of the variance of held-out ratings that the scores explain; below 0 is worse than the mean.',
      '得分所解释的留出评分方差比例；低于 0 表示不如直接取均值。',
    ),
    better: 'higher',
  },
  pearson: {
    title: text('Pearson’s r', 'Pearson 相关'),
    help: text('Linear correlation of scores and held-out ratings.', '得分与留出评分的线性相关。'),
    better: 'higher',
  },
  spearman: {
    title: text('Spearman’s ρ', 'Spearman 相关'),
    help: text('Rank correlation of scores and held-out ratings.', '得分与留出评分的秩相关。'),
    better: 'higher',
  },
  pairs: preferenceMetrics.pairs,
  rankings: {
    title: text('Training rankings', '训练排序数'),
    help: text('Rankings that the model was trained on.', '用于训练的排序数量。'),
  },
  ratings: {
    title: text('Training ratings', '训练评分数'),
    help: text('Rated answers that the model was trained on.', '用于训练的带评分回答数量。'),
  },
  ratingMean: {
    title: text('Mean rating', '评分均值'),
    help: text('A score of 0 stands for this rating.', '得分 0 对应的评分。'),
  },
  ratingDeviation: {
    title: text('Deviation of ratings', '评分标准差'),
    help: text('A score of 1 lies this much above the mean rating.', '得分 1 比评分均值高出的量。'),
  },
  skipped: {
    title: text('Skipped', '跳过'),
    help: text(
      'Examples longer than the context or without two different answers to compare.',
      '超过上下文长度，或没有两个不同回答可比较的样本数。',
    ),
  },
  ...trainingMetrics,
} as const satisfies Record<string, MetricSpec>;
