import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';
import { friendlyRules } from '../weather/rules.ts';

/** PPO against rules that are written down: no labels and no reward model. */
const graph = pipeline({
  name: text('PPO against a reward function', '以奖励函数做 PPO'),
  description: text(
    'A small model learns weather conversations, some of them rude or rambling, and PPO tunes it against written rules: friendly, on the point, in the language of the question. No labels and no reward model are needed.',
    '小模型先学习天气对话（其中有些粗鲁或跑题），再由 PPO 依据写明的规则调优：友好、切题、与提问语言一致。不需要标注，也不需要奖励模型。',
  ),
  seed: 11,
  nodes: [
    node('data', 'data-source', text('Weather conversations', '天气对话'), [0, 0.6], {
      file: 'weather/conversations.jsonl',
      limit: 1600,
    }),
    node('base', 'base-model', text('Small new model', '小模型'), [1, 0], {
      ...{ layers: 2, width: 96, heads: 4, contextLength: 96, vocabularySize: 1024 },
    }),
    node('sft', 'sft', text('Learn to converse', '学会对话'), [2, 0.3], {
      epochs: 6,
      batchSize: 16,
      learningRate: 0.003,
    }),
    node('rules', 'scripted-judge', text('Rules of a good answer', '好回答的规则'), [2, 1.1], {
      name: 'rules',
      rules: friendlyRules,
    }),
    node('ppo', 'ppo', text('PPO', 'PPO 强化学习'), [3, 1.8], {
      ...{
        updates: 20,
        klCoefficient: 0.08,
        epochs: 2,
        batchSize: 16,
        learningRate: 0.0003,
        maxNewTokens: 48,
      },
    }),
    node('evaluate', 'evaluate', text('y1 beside y2', '前后对比'), [4, 0.5], {
      ...{ promptLimit: 150, maxNewTokens: 48, klLimit: 10 },
    }),
  ],
  edges: [
    wire('data.demonstrations', 'base.demonstrations'),
    wire('base.model', 'sft.model'),
    wire('data.demonstrations', 'sft.demonstrations'),
    wire('sft.model', 'ppo.policy'),
    wire('rules.judge', 'ppo.reward'),
    wire('data.prompts', 'ppo.prompts'),
    wire('sft.model', 'evaluate.initial'),
    wire('ppo.policy', 'evaluate.tuned'),
    wire('rules.judge', 'evaluate.reward'),
    wire('data.heldOutPrompts', 'evaluate.prompts'),
  ],
  parameters: [
    parameter('conversations', 'data.file', 'Conversations', '对话数据'),
    parameter('rules', 'rules.rules', 'Rules', '规则'),
    parameter('updates', 'ppo.updates', 'PPO updates', 'PPO 更新次数'),
    parameter('klCoefficient', 'ppo.klCoefficient', 'KL coefficient', 'KL 系数'),
  ],
  needs: {
    data: text(
      'None: 4,480 short weather conversations in Chinese and English come with it.',
      '无需准备：自带 4,480 条中英文天气短对话。',
    ),
    minutes: 1,
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Change a weight in the rules and run again: data, model and fine-tuning come from the cache. Set the KL coefficient to 0 to see what a policy does to a rule that nothing holds back.',
        '修改规则权重后再次运行：数据、模型与微调取自缓存。把 KL 系数设为 0，可看到没有约束时策略如何钻规则的空子。',
      ),
      position: at(0, 1.6),
      width: 320,
      height: 220,
    },
  ],
});

export default {
  graph,
  tiny: [
    ...['data.limit=200', 'base.layers=1', 'base.width=32', 'base.heads=2', 'base.vocabularySize=400'],
    ...['sft.epochs=1', 'ppo.updates=1', 'ppo.rolloutsPerUpdate=8', 'ppo.batchSize=8', 'ppo.maxNewTokens=12'],
    ...['evaluate.promptLimit=8', 'evaluate.maxNewTokens=12'],
  ],
} satisfies ShippedPipeline;
