import { field, type InputPort, type MetricSpec, text } from '@heed/schema';
import { z } from 'zod';

/** The input of the kinds that learn from preferences. */
export const preferencesPort = {
  accepts: ['preferences'],
  title: text('Preferences', '偏好对'),
  help: text('Pairs of a chosen and a rejected answer.', '由更优与更劣回答组成的样本对。'),
} as const satisfies InputPort;

/** The part of the form that kinds share which learn from preferences. */
export const preferenceFields = {
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
};

/** Metrics that kinds share which learn from preferences. */
export const preferenceMetrics = {
  heldOutAccuracy: {
    title: text('Held-out accuracy', '留出准确率'),
    help: text(
      'The same on pairs of prompts never trained on: the figure to trust.',
      '在从未训练过的提示上的准确率：最值得信赖的数字。',
    ),
    better: 'higher',
    live: true,
    format: 'percent',
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
} as const satisfies Record<string, MetricSpec>;
