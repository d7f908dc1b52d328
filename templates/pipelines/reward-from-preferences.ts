import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';

const file = 'feedback/preferences.jsonl';

/** A reward model from a file of chosen and rejected answers; nobody is asked and no policy is tuned. */
const graph = pipeline({
  name: text('Reward model from a preference file', '由偏好文件训练奖励模型'),
  description: text(
    'Reads pairs of a chosen and a rejected answer, teaches a small model the language of the chosen ones, and fits a reward model that is exported for transformers and onnxruntime.',
    '读取由更优与更劣回答组成的偏好对，让小模型先学会更优回答的语言，再拟合奖励模型，并导出供 transformers 与 onnxruntime 使用。',
  ),
  seed: 3,
  nodes: [
    node('feedback', 'feedback-source', text('Preference file', '偏好文件'), [0, 1.4], { file }),
    node('texts', 'data-source', text('Chosen answers', '更优回答'), [0, 0.4], {
      file,
      completionColumn: 'chosen',
      heldOutFraction: 0,
    }),
    node('base', 'base-model', text('Small new model', '小模型'), [1, 0], {
      ...{ layers: 2, width: 96, heads: 4, contextLength: 96, vocabularySize: 800 },
    }),
    node('sft', 'sft', text('Learn the language', '学会语言'), [2, 0.3], {
      ...{ epochs: 8, batchSize: 16, learningRate: 0.003, lossOn: 'all' },
    }),
    node('reward', 'reward-model', text('Reward model', '奖励模型'), [3, 1.2], {
      ...{ epochs: 6, batchSize: 16, learningRate: 0.001, heldOutShare: 0.2 },
    }),
    node('export', 'export', text('Export', '导出'), [4, 1.2]),
  ],
  edges: [
    wire('texts.demonstrations', 'base.demonstrations'),
    wire('base.model', 'sft.model'),
    wire('texts.demonstrations', 'sft.demonstrations'),
    wire('sft.model', 'reward.model'),
    wire('feedback.preferences', 'reward.preferences'),
    wire('reward.model', 'export.model'),
  ],
  parameters: [
    parameter('preferences', 'feedback.file', 'Preference file', '偏好文件'),
    parameter('texts', 'texts.file', 'Texts to learn the language from', '学习语言所用的文本'),
    parameter('width', 'base.width', 'Width of the model', '模型宽度'),
    parameter('epochs', 'reward.epochs', 'Epochs of the reward model', '奖励模型训练轮数'),
  ],
  needs: {
    data: text(
      'Preferences as JSONL, CSV or Parquet; 336 sample pairs come with it.',
      'JSONL、CSV 或 Parquet 格式的偏好对；自带 336 对示例。',
    ),
    minutes: 1,
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Choose your own file in both sources: one JSON object a line with prompt, chosen and rejected.',
        '在两个数据源中换成自己的文件：每行一个 JSON 对象，含 prompt、chosen 与 rejected。',
      ),
      position: at(1, 1.9),
      width: 280,
      height: 170,
    },
  ],
});

export default {
  graph,
  tiny: [
    ...['texts.limit=80', 'feedback.limit=80', 'sft.epochs=1', 'reward.epochs=1'],
    ...['base.layers=1', 'base.width=32', 'base.heads=2', 'base.vocabularySize=400', 'export.onnx=false'],
  ],
} satisfies ShippedPipeline;
