import { type InputPort, type OutputPort, text } from '@heed/schema';

/** Inputs of the kinds that tune a policy by reward. */
export const policyInputPorts = {
  policy: {
    accepts: ['language-model'],
    title: text('Policy', '策略'),
    help: text(
      'The model to tune; as it comes in, it is the reference.',
      '要调优的模型；其初始状态作为参考模型。',
    ),
  },
  reward: {
    accepts: ['reward-model', 'reward-function'],
    title: text('Reward', '奖励'),
    help: text('Scores whole answers.', '为完整回答打分。'),
  },
  prompts: {
    accepts: ['prompts'],
    title: text('Prompts', '提示'),
    help: text('Questions to practice on.', '用于练习的问题。'),
  },
} as const satisfies Record<string, InputPort>;

/** Outputs of the kinds that tune a policy by reward. */
export const policyOutputPorts = {
  policy: {
    type: 'language-model',
    title: text('Tuned policy', '调优后的策略'),
    help: text('The model after the last update.', '最后一次更新后的模型。'),
  },
  rollouts: {
    type: 'completions',
    title: text('Rollouts', '采样轨迹'),
    help: text(
      'Every answer of every update with its score, KL and advantage.',
      '每次更新的全部回答及其分数、KL 与优势。',
    ),
  },
} as const satisfies Record<string, OutputPort>;
