import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';
import { friendlyRules } from '../weather/rules.ts';

/** The same judgements taught twice: straight by DPO, and through a reward model by PPO. */
const graph = pipeline({
  name: text('DPO beside PPO', '同一批评判：DPO 与 PPO'),
  description: text(
    'One set of judgements, two ways to learn from it: DPO fits the model straight to the preferences, PPO goes through a reward model. Both are held against the initial model and against each other by the same judge.',
    '同一批评判，两种学习方式：DPO 直接拟合偏好，PPO 先训练奖励模型再做强化学习。由同一个裁判把两者分别与初始模型、并与彼此比较。',
  ),
  seed: 17,
  nodes: [
    node('data', 'data-source', text('Weather conversations', '天气对话'), [0, 2], {
      file: 'weather/conversations.jsonl',
      limit: 2400,
    }),
    node('base', 'base-model', text('Small new model', '小模型'), [1, 0.7], {
      ...{ layers: 2, width: 96, heads: 4, contextLength: 96, vocabularySize: 1024 },
    }),
    node('sft', 'sft', text('Learn to converse', '学会对话'), [2, 1], {
      epochs: 6,
      batchSize: 16,
      learningRate: 0.003,
    }),
    node('samples', 'generate', text('Four answers a prompt', '每题四答'), [3, 4.2], {
      promptLimit: 400,
      maxNewTokens: 48,
    }),
    node('judge', 'scripted-judge', text('What people like', '人们的偏好'), [3, 3.5], {
      rules: friendlyRules,
    }),
    node('labeling', 'human-labeling', text('Judgements', '评判'), [4, 4.2], {
      pairsPerPrompt: 3,
      minimumMargin: 0.2,
    }),
    node('dpo', 'dpo', text('DPO', 'DPO 偏好优化'), [5, 0.8], {
      epochs: 2,
      batchSize: 16,
      learningRate: 0.0003,
    }),
    node('reward', 'reward-model', text('Reward model', '奖励模型'), [5, 1.6], {
      epochs: 2,
      learningRate: 0.001,
    }),
    node('ppo', 'ppo', text('PPO', 'PPO 强化学习'), [6, 0.1], {
      ...{
        updates: 20,
        klCoefficient: 0.08,
        epochs: 2,
        batchSize: 16,
        learningRate: 0.0003,
        maxNewTokens: 48,
      },
    }),
    node('dpo-report', 'evaluate', text('Initial beside DPO', '初始与 DPO'), [7, 4.1], {
      ...{ promptLimit: 150, maxNewTokens: 48, klLimit: 10 },
    }),
    node('ppo-report', 'evaluate', text('Initial beside PPO', '初始与 PPO'), [7, 2.9], {
      ...{ promptLimit: 150, maxNewTokens: 48, klLimit: 10 },
    }),
    node('both', 'evaluate', text('DPO beside PPO', 'DPO 与 PPO'), [7, 1.7], {
      ...{ promptLimit: 150, maxNewTokens: 48, klLimit: 20 },
    }),
  ],
  edges: [
    wire('data.demonstrations', 'base.demonstrations'),
    wire('base.model', 'sft.model'),
    wire('data.demonstrations', 'sft.demonstrations'),
    wire('sft.model', 'samples.model'),
    wire('data.prompts', 'samples.prompts'),
    wire('samples.completions', 'labeling.completions'),
    wire('judge.judge', 'labeling.judge'),
    wire('sft.model', 'dpo.model'),
    wire('labeling.preferences', 'dpo.preferences'),
    wire('sft.model', 'reward.model'),
    wire('labeling.preferences', 'reward.preferences'),
    wire('sft.model', 'ppo.policy'),
    wire('reward.model', 'ppo.reward'),
    wire('data.prompts', 'ppo.prompts'),
    ...['dpo-report', 'ppo-report', 'both'].flatMap((report) => [
      wire('reward.model', `${report}.reward`),
      wire('judge.judge', `${report}.judge`),
      wire('data.heldOutPrompts', `${report}.prompts`),
    ]),
    wire('sft.model', 'dpo-report.initial'),
    wire('dpo.model', 'dpo-report.tuned'),
    wire('sft.model', 'ppo-report.initial'),
    wire('ppo.policy', 'ppo-report.tuned'),
    wire('dpo.model', 'both.initial'),
    wire('ppo.policy', 'both.tuned'),
  ],
  parameters: [
    parameter('conversations', 'data.file', 'Conversations', '对话数据'),
    parameter('beta', 'dpo.beta', 'DPO β', 'DPO β'),
    parameter('klCoefficient', 'ppo.klCoefficient', 'KL coefficient of PPO', 'PPO 的 KL 系数'),
  ],
  needs: {
    data: text(
      'None: 4,480 short weather conversations in Chinese and English come with it.',
      '无需准备：自带 4,480 条中英文天气短对话。',
    ),
    minutes: 4,
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Read the last report first: there y1 is the answer of DPO and y2 that of PPO.',
        '先读最后一份报告：其中 y1 是 DPO 的回答，y2 是 PPO 的回答。',
      ),
      position: at(7, 0),
      width: 256,
      height: 130,
    },
  ],
});

export default {
  graph,
  tiny: [
    ...['data.limit=200', 'base.layers=1', 'base.width=32', 'base.heads=2', 'base.vocabularySize=400'],
    ...['sft.epochs=1', 'samples.promptLimit=16', 'samples.samplesPerPrompt=2', 'samples.maxNewTokens=12'],
    ...['dpo.epochs=1', 'reward.epochs=1', 'labeling.minimumMargin=0', 'labeling.ties=half'],
    ...['ppo.updates=1', 'ppo.rolloutsPerUpdate=8', 'ppo.batchSize=8', 'ppo.maxNewTokens=12'],
    ...['dpo-report', 'ppo-report', 'both'].flatMap((report) => [
      `${report}.promptLimit=4`,
      `${report}.maxNewTokens=8`,
    ]),
  ],
} satisfies ShippedPipeline;
