import { field, text } from '@heed/schema';
import { z } from 'zod';

interface Defaults {
  learningRate: number;
  batchSize: number;
  weightDecay?: number;
}

/** The optimizer's part of a training node's form; every training kind shows the same fields. */
export function optimizerFields(defaults: Defaults) {
  return {
    learningRate: field(z.number().positive().max(1).default(defaults.learningRate), {
      title: text('Learning rate', '学习率'),
      help: text('Step size of AdamW at its peak.', 'AdamW 的峰值步长。'),
    }),
    batchSize: field(z.int().min(1).max(4096).default(defaults.batchSize), {
      title: text('Batch size', '批大小'),
      help: text('Examples in one optimizer step.', '每个优化步使用的样本数。'),
      unit: text('examples', '条'),
    }),
    schedule: field(z.enum(['constant', 'linear', 'cosine']).default('cosine'), {
      title: text('Schedule', '学习率调度'),
      help: text('How the learning rate goes from its peak towards zero.', '学习率从峰值降到零的方式。'),
      options: {
        constant: text('Constant', '恒定'),
        linear: text('Linear', '线性'),
        cosine: text('Cosine', '余弦'),
      },
      advanced: true,
    }),
    warmupShare: field(z.number().min(0).max(0.9).default(0.05), {
      title: text('Warm-up share', '预热比例'),
      help: text(
        'Part of all steps in which the learning rate rises from zero.',
        '学习率从零上升到峰值所占的步数比例。',
      ),
      advanced: true,
    }),
    weightDecay: field(
      z
        .number()
        .min(0)
        .max(1)
        .default(defaults.weightDecay ?? 0),
      {
        title: text('Weight decay', '权重衰减'),
        help: text('Decoupled decay of matrices (AdamW).', '对矩阵参数的解耦衰减（AdamW）。'),
        advanced: true,
      },
    ),
    clipNorm: field(z.number().positive().max(1000).default(1), {
      title: text('Gradient clip', '梯度裁剪'),
      help: text(
        'Gradients are scaled down when their global norm is larger than this.',
        '当梯度的全局范数超过该值时按比例缩小。',
      ),
      advanced: true,
    }),
  };
}
