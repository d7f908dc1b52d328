import { type MetricSpec, text } from '@heed/schema';
import { rolloutMetrics } from '../shared/rollouts/metrics.ts';

/** Every number that PPO logs at each update, masked to response tokens where that matters. */
export const metrics = {
  ...rolloutMetrics,
  klCoefficient: {
    title: text('KL coefficient β', 'KL 系数 β'),
    help: text(
      'The price in force; it moves only with a KL target.',
      '当前生效的系数；仅在设置 KL 目标时变化。',
    ),
  },
  policyLoss: {
    title: text('Policy loss', '策略损失'),
    help: text('Clipped surrogate objective (PPO, section 3).', '裁剪替代目标（PPO 论文第 3 节）。'),
  },
  valueLoss: {
    title: text('Value loss', '价值损失'),
    help: text('Half the clipped squared error of the value model.', '价值模型裁剪后平方误差的一半。'),
    better: 'lower',
  },
  valueClipFraction: {
    title: text('Value clip fraction', '价值裁剪比例'),
    help: text('Share of tokens whose value was clipped.', '价值估计被裁剪的词元比例。'),
    format: 'percent',
  },
  explainedVariance: {
    title: text('Explained variance', '可解释方差'),
    help: text(
      '1 is a perfect value model, 0 no better than the mean.',
      '1 表示价值模型完美，0 表示与均值无异。',
    ),
    better: 'higher',
  },
  valueGradientNorm: {
    title: text('Value gradient norm', '价值梯度范数'),
    help: text('Gradient norm of the value model before clipping.', '价值模型裁剪前的梯度范数。'),
  },
} as const satisfies Record<string, MetricSpec>;
