import { type MetricSpec, text } from '@heed/schema';
import { trainingMetrics } from '../training-metrics.ts';

const nats = text('nats', 'nat');
const seconds = text('s', '秒');

/** Numbers that every kind that samples and optimizes logs at each update, masked to response tokens. */
export const rolloutMetrics = {
  reward: {
    title: text('Reward', '奖励'),
    help: text('Mean score of the sampled answers, before any penalty.', '采样回答的平均分数（未计惩罚）。'),
    better: 'higher',
    live: true,
  },
  rewardStd: {
    title: text('Reward deviation', '奖励标准差'),
    help: text(
      'Spread of the scores; near 0 there is nothing left to learn from.',
      '分数的离散程度；接近 0 则已无可学。',
    ),
  },
  klPerSequence: {
    title: text('KL per answer', '每条回答的 KL'),
    help: text(
      'Summed log π − log π_ref over an answer: how far the policy went from the initial model.',
      '一条回答上 log π − log π_ref 之和：策略离初始模型有多远。',
    ),
    unit: nats,
    live: true,
  },
  klPerToken: {
    title: text('KL per token', '每词元 KL'),
    help: text('The same divided by the tokens (estimator k1).', '按词元平均的 KL（k1 估计）。'),
    unit: nats,
  },
  klK3: {
    title: text('KL per token (k3)', '每词元 KL(k3)'),
    help: text(
      'Mean of (ρ − 1) − log ρ with ρ = π_ref/π: never negative, less noisy.',
      '(ρ − 1) − log ρ 的均值，ρ = π_ref/π：恒非负且噪声更小。',
    ),
    unit: nats,
  },
  entropy: {
    title: text('Entropy', '熵'),
    help: text(
      'Mean entropy of the next-token distribution; a collapse means the policy repeats itself.',
      '下一词元分布的平均熵；骤降意味着策略开始重复。',
    ),
    unit: nats,
    live: true,
  },
  clipFraction: {
    title: text('Clip fraction', '裁剪比例'),
    help: text(
      'Share of tokens whose ratio was clipped; above 0.3 the steps are too large.',
      '概率比被裁剪的词元比例；高于 0.3 说明步长过大。',
    ),
    format: 'percent',
  },
  policyKl: {
    title: text('Update KL', '更新 KL'),
    help: text(
      'How far this update moved the policy from the one that sampled.',
      '本次更新使策略偏离采样策略的程度。',
    ),
    unit: nats,
  },
  responseLength: {
    title: text('Answer length', '回答长度'),
    help: text(
      'Mean tokens of an answer; watch it for length hacking.',
      '回答的平均词元数；留意以长度投机的现象。',
    ),
    unit: text('tokens', '词元'),
    live: true,
  },
  finishedShare: {
    title: text('Finished', '正常结束比例'),
    help: text('Share of answers that ended by themselves.', '自行结束的回答比例。'),
    format: 'percent',
  },
  epochsDone: {
    title: text('Epochs done', '已完成轮数'),
    help: text(
      'Fewer than set when the epoch KL limit stopped the update.',
      '若触及轮内 KL 上限，会少于设定值。',
    ),
  },
  sampleSeconds: {
    title: text('Sampling time', '采样耗时'),
    help: text(
      'Seconds of this update spent on sampling and scoring answers.',
      '本次更新中采样与打分所用秒数。',
    ),
    unit: seconds,
  },
  scoreSeconds: {
    title: text('Preparing time', '准备耗时'),
    help: text('Seconds spent on what an update needs beside the answers.', '计算回答之外更新所需量的秒数。'),
    unit: seconds,
  },
  optimizeSeconds: {
    title: text('Optimizing time', '优化耗时'),
    help: text('Seconds spent on gradient steps.', '梯度更新所用秒数。'),
    unit: seconds,
  },
  rewardGain: {
    title: text('Reward gain', '奖励提升'),
    help: text(
      'Mean score of the last updates minus that of the first.',
      '最后几次更新与最初几次更新的平均分数之差。',
    ),
    better: 'higher',
  },
  ...trainingMetrics,
} as const satisfies Record<string, MetricSpec>;
