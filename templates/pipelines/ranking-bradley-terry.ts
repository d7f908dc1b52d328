import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';

const file = 'feedback/rankings.jsonl';

/** The reward model by parts: rank, turn ranks into numbers, fit the numbers. */
const graph = pipeline({
  name: text('Ranking → Bradley-Terry → reward', '排序 → Bradley-Terry → 奖励'),
  description: text(
    'Two labelers rank four answers to each prompt and sometimes contradict each other. Bradley-Terry turns their rankings into a number for every answer, with its standard error, and a reward model learns the numbers.',
    '两位标注者为每个提示的四个回答排序，有时意见相左。Bradley-Terry 把排序转换为每个回答的数值得分及其标准误，再由奖励模型学习这些得分。',
  ),
  seed: 19,
  nodes: [
    node('rankings', 'feedback-source', text('Rankings', '排序'), [0, 1.4], { file }),
    node('texts', 'data-source', text('Their texts', '其中的文本'), [0, 0.4], { file, heldOutFraction: 0 }),
    node('base', 'base-model', text('Small new model', '小模型'), [1, 0], {
      ...{ layers: 2, width: 96, heads: 4, contextLength: 96, vocabularySize: 800 },
    }),
    node('sft', 'sft', text('Learn the language', '学会语言'), [2, 0.3], {
      ...{ epochs: 6, batchSize: 16, learningRate: 0.003, lossOn: 'all' },
    }),
    node('scores', 'comparison-scores', text('Bradley-Terry', 'Bradley-Terry 得分'), [1, 0.8], {
      method: 'bradley-terry',
    }),
    node('reward', 'reward-model', text('Reward model', '奖励模型'), [3, 0.7], {
      ...{ epochs: 12, batchSize: 16, learningRate: 0.001, heldOutShare: 0.2 },
    }),
    node('export', 'export', text('Export', '导出'), [4, 0.6]),
  ],
  edges: [
    wire('texts.demonstrations', 'base.demonstrations'),
    wire('base.model', 'sft.model'),
    wire('texts.demonstrations', 'sft.demonstrations'),
    wire('rankings.rankings', 'scores.comparisons'),
    wire('scores.ratings', 'reward.preferences'),
    wire('sft.model', 'reward.model'),
    wire('reward.model', 'export.model'),
  ],
  parameters: [
    parameter('rankings', 'rankings.file', 'Rankings', '排序数据'),
    parameter('texts', 'texts.file', 'Texts to learn the language from', '学习语言所用的文本'),
    parameter('method', 'scores.method', 'Method', '方法'),
  ],
  needs: {
    data: text(
      'Rankings as JSONL, CSV or Parquet; 112 sample rankings come with it.',
      'JSONL、CSV 或 Parquet 格式的排序；自带 112 个示例排序。',
    ),
    minutes: 1,
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Open the report of “Bradley-Terry” to see which answers people are sure about. Plackett-Luce and Elo are in its settings.',
        '打开“Bradley-Terry”的报告，可看到人们对哪些回答意见明确。其设置中还有 Plackett-Luce 与 Elo。',
      ),
      position: at(2, 1.4),
      width: 280,
      height: 170,
    },
  ],
});

export default {
  graph,
  tiny: [
    ...['texts.limit=96', 'rankings.limit=96', 'scores.bootstrapRounds=5', 'sft.epochs=1', 'reward.epochs=1'],
    ...['base.layers=1', 'base.width=32', 'base.heads=2', 'base.vocabularySize=400', 'export.onnx=false'],
  ],
} satisfies ShippedPipeline;
