import { type MetricSpec, text } from '@heed/schema';

/** Metrics that every gradient-trained node reports at each step. */
export const trainingMetrics = {
  learningRate: {
    title: text('Learning rate', '学习率'),
    help: text(
      'The step size of this update, after warm-up and schedule.',
      '本次更新的步长（已计入预热与调度）。',
    ),
  },
  gradientNorm: {
    title: text('Gradient norm', '梯度范数'),
    help: text(
      'Global norm of the gradient before clipping; sudden peaks announce instability.',
      '裁剪前梯度的全局范数；突然的尖峰往往预示训练不稳定。',
    ),
  },
  tokensPerSecond: {
    title: text('Tokens per second', '每秒词元数'),
    help: text('Tokens trained on per second of this step.', '该步每秒训练的词元数。'),
    better: 'higher',
  },
} as const satisfies Record<string, MetricSpec>;
