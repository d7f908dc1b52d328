import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';
import { rules } from '../weather/rules.ts';

/** Classic RLHF on weather conversations in Chinese and English, small enough for two CPU cores. */
const graph = pipeline({
  name: text('Classic RLHF', '经典 RLHF'),
  description: text(
    'A small model learns short weather conversations in Chinese and English, a judge prefers answers that are correct, friendly and useful, and PPO tunes the model to give them.',
    '小模型学习中英文天气短对话，裁判偏好正确、友好且有用的回答，再由 PPO 调优模型。',
  ),
  seed: 7,
  nodes: [
    node('data', 'data-source', text('Weather conversations', '天气对话'), [0, 2.5], {
      file: 'weather/conversations.jsonl',
    }),
    node('base', 'base-model', text('Small new model', '小模型'), [1, 1], {
      layers: 3,
      width: 128,
      heads: 4,
      contextLength: 96,
      vocabularySize: 1024,
    }),
    node('sft', 'sft', text('Learn to converse', '学会对话'), [2, 1.4], {
      epochs: 6,
      batchSize: 16,
      learningRate: 0.003,
    }),
    node('samples', 'generate', text('Four answers a prompt', '每题四答'), [3, 0.1], {
      promptLimit: 600,
      maxNewTokens: 48,
    }),
    node('judge', 'scripted-judge', text('What people like', '人们的偏好'), [3, 0.9], { rules }),
    node('labeling', 'human-labeling', text('Preferences', '偏好标注'), [4, 0.9], {
      pairsPerPrompt: 3,
      minimumMargin: 0.2,
    }),
    node('reward', 'reward-model', text('Reward model', '奖励模型'), [2, 2.2], {
      epochs: 2,
      learningRate: 0.001,
    }),
    node('ppo', 'ppo', text('PPO', 'PPO 强化学习'), [3, 3], {
      updates: 25,
      klCoefficient: 0.08,
      epochs: 2,
      batchSize: 16,
      learningRate: 0.0003,
      maxNewTokens: 48,
    }),
    node('evaluate', 'evaluate', text('y1 beside y2', '前后对比'), [4, 2.3], {
      maxNewTokens: 48,
      klLimit: 10,
    }),
    node('export', 'export', text('Export', '导出'), [4, 3.5]),
  ],
  edges: [
    wire('data.demonstrations', 'base.demonstrations'),
    wire('base.model', 'sft.model'),
    wire('data.demonstrations', 'sft.demonstrations'),
    wire('sft.model', 'samples.model'),
    wire('data.prompts', 'samples.prompts'),
    wire('samples.completions', 'labeling.completions'),
    wire('judge.judge', 'labeling.judge'),
    wire('sft.model', 'reward.model'),
    wire('labeling.preferences', 'reward.preferences'),
    wire('sft.model', 'ppo.policy'),
    wire('reward.model', 'ppo.reward'),
    wire('data.prompts', 'ppo.prompts'),
    wire('sft.model', 'evaluate.initial'),
    wire('ppo.policy', 'evaluate.tuned'),
    wire('reward.model', 'evaluate.reward'),
    wire('judge.judge', 'evaluate.judge'),
    wire('data.heldOutPrompts', 'evaluate.prompts'),
    wire('data.references', 'evaluate.references'),
    wire('ppo.policy', 'export.model'),
  ],
  parameters: [
    parameter('conversations', 'data.file', 'Conversations', '对话数据'),
    parameter('updates', 'ppo.updates', 'PPO updates', 'PPO 更新次数'),
    parameter('klCoefficient', 'ppo.klCoefficient', 'KL coefficient', 'KL 系数'),
  ],
  needs: {
    data: text(
      'None: 4,480 short weather conversations in Chinese and English come with it.',
      '无需准备：自带 4,480 条中英文天气短对话。',
    ),
    minutes: 5,
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Press Run.\n\nA judge answers in place of people here. To let people decide, remove the wire from “What people like” to “Preferences”.',
        '按“运行”。\n\n这里由裁判代替真人作答。删除“人们的偏好”到“偏好标注”的连线，即可由真人评判。',
      ),
      position: at(1, 0),
      width: 592,
      height: 100,
    },
  ],
});

export default {
  graph,
  tiny: [
    'data.limit=300',
    'base.layers=1',
    'base.width=32',
    'base.heads=2',
    'base.vocabularySize=400',
    'sft.epochs=1',
    'samples.promptLimit=24',
    'samples.samplesPerPrompt=2',
    'samples.maxNewTokens=24',
    'reward.epochs=1',
    'ppo.updates=2',
    'ppo.rolloutsPerUpdate=16',
    'ppo.maxNewTokens=16',
    'evaluate.promptLimit=16',
    'evaluate.maxNewTokens=16',
  ],
} satisfies ShippedPipeline;
