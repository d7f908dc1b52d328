import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';
import { friendlyRules } from '../weather/rules.ts';

const file = 'feedback/rankings.jsonl';

/** Two reward models from the same rankings by different losses, held against each other and against the truth. */
const graph = pipeline({
  name: text('Compare two reward models', '比较两个奖励模型'),
  description: text(
    'Two reward models learn from the same rankings: A from whole rankings by Plackett-Luce, B from Bradley-Terry scores by regression. Both score fresh answers beside the rules C, and the report shows where they agree and which answers they dispute.',
    '两个奖励模型学习同一批排序：A 以 Plackett-Luce 拟合整个排序，B 对 Bradley-Terry 得分做回归。两者与规则 C 一起为新的回答打分，报告展示它们在何处一致、对哪些回答有分歧。',
  ),
  seed: 23,
  nodes: [
    node('rankings', 'feedback-source', text('Rankings', '排序'), [0, 1.8], { file }),
    node('data', 'data-source', text('Weather conversations', '天气对话'), [0, 0.4], {
      file: 'weather/conversations.jsonl',
      limit: 1600,
    }),
    node('base', 'base-model', text('Small new model', '小模型'), [1, 0], {
      ...{ layers: 2, width: 96, heads: 4, contextLength: 96, vocabularySize: 1024 },
    }),
    node('sft', 'sft', text('Learn to converse', '学会对话'), [2, 0.6], {
      epochs: 6,
      batchSize: 16,
      learningRate: 0.003,
    }),
    node('scores', 'comparison-scores', text('Bradley-Terry', 'Bradley-Terry 得分'), [1, 1.1], {
      method: 'bradley-terry',
    }),
    node('model-a', 'reward-model', text('A: rankings', 'A：由排序'), [3, 1.8], {
      ...{ epochs: 8, batchSize: 8, learningRate: 0.001, heldOutShare: 0.2 },
    }),
    node('model-b', 'reward-model', text('B: scores', 'B：由得分'), [3, 1], {
      ...{ epochs: 8, batchSize: 16, learningRate: 0.001, heldOutShare: 0.2 },
    }),
    node('rules', 'scripted-judge', text('C: rules', 'C：规则'), [4, 2.1], {
      name: 'rules',
      rules: friendlyRules,
    }),
    node('answers', 'generate', text('Fresh answers', '新的回答'), [3, 0.1], {
      ...{ promptLimit: 100, samplesPerPrompt: 4, maxNewTokens: 48 },
    }),
    node('compare', 'compare-rewards', text('Do they agree?', '是否一致？'), [5, 1.1]),
  ],
  edges: [
    wire('data.demonstrations', 'base.demonstrations'),
    wire('base.model', 'sft.model'),
    wire('data.demonstrations', 'sft.demonstrations'),
    wire('sft.model', 'answers.model'),
    wire('data.heldOutPrompts', 'answers.prompts'),
    wire('rankings.rankings', 'scores.comparisons'),
    wire('sft.model', 'model-a.model'),
    wire('rankings.rankings', 'model-a.preferences'),
    wire('sft.model', 'model-b.model'),
    wire('scores.ratings', 'model-b.preferences'),
    wire('answers.completions', 'compare.completions'),
    wire('model-a.model', 'compare.rewards'),
    wire('model-b.model', 'compare.rewards'),
    wire('rules.judge', 'compare.rewards'),
  ],
  parameters: [
    parameter('rankings', 'rankings.file', 'Rankings', '排序数据'),
    parameter('conversations', 'data.file', 'Conversations', '对话数据'),
    parameter('disputed', 'compare.disputed', 'Disputed answers to list', '列出的分歧回答数'),
  ],
  needs: {
    data: text(
      'None: 112 sample rankings and 4,480 weather conversations come with it.',
      '无需准备：自带 112 个示例排序与 4,480 条天气对话。',
    ),
    minutes: 2,
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Look at “Same order” first: a policy learns from differences among answers to one prompt. Then read the most disputed answers.',
        '先看“同序比例”：策略从同一提示下各回答的差异中学习。再阅读分歧最大的回答。',
      ),
      position: at(5, 2.6),
      width: 280,
      height: 170,
    },
  ],
});

export default {
  graph,
  tiny: [
    ...['data.limit=200', 'base.layers=1', 'base.width=32', 'base.heads=2', 'base.vocabularySize=400'],
    ...[
      'sft.epochs=1',
      'rankings.limit=96',
      'scores.bootstrapRounds=5',
      'model-a.epochs=1',
      'model-b.epochs=1',
    ],
    ...['answers.promptLimit=6', 'answers.samplesPerPrompt=2', 'answers.maxNewTokens=12'],
  ],
} satisfies ShippedPipeline;
