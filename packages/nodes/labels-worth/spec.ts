import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { computeResources, deviceField } from '../shared/device-field.ts';

export default defineNode({
  kind: 'labels-worth',
  version: 1,
  category: 'evaluation',
  title: text('Would more labels help?', '更多标注有用吗？'),
  summary: text(
    'Learns from growing parts of the preferences and says how much accuracy twice as many would bring, beside what people themselves reach.',
    '用越来越多的偏好对学习，说明标注翻倍能提高多少准确率，并与人自身的水平对照。',
  ),
  inputs: {
    model: {
      accepts: ['language-model'],
      title: text('Model', '模型'),
      help: text('The model whose reading of the answers is learned from.', '用其对回答的表示来学习的模型。'),
    },
    preferences: {
      accepts: ['preferences'],
      title: text('Preferences', '偏好对'),
      help: text('The labels so far.', '目前的标注。'),
    },
    judgements: {
      accepts: ['judgements'],
      title: text('Judgements', '评判'),
      help: text(
        'Where several people judged the same pairs: how well they agree bounds what can be learned.',
        '多人评判同一对回答时，其一致程度限定了可学到的上限。',
      ),
      optional: true,
    },
  },
  outputs: {
    report: {
      type: 'report',
      title: text('Report', '报告'),
      help: text('Accuracy by the number of labeled prompts.', '准确率随已标注提示数的变化。'),
    },
  },
  config: z.object({
    splits: field(z.int().min(3).max(50).default(8), {
      title: text('Splits', '划分次数'),
      help: text(
        'How often prompts are drawn anew into learned and held out.',
        '把提示重新划分为学习与留出部分的次数。',
      ),
    }),
    heldOutShare: field(z.number().min(0.05).max(0.5).default(0.2), {
      title: text('Held-out share', '留出比例'),
      help: text('Share of the prompts that accuracy is measured on.', '用于测量准确率的提示比例。'),
    }),
    ...deviceField,
  }),
  facts: () => ({ report: {} }),
  resources: computeResources,
  metrics: {
    prompts: {
      title: text('Prompts', '提示数'),
      help: text('Prompts with at least one decided preference.', '至少有一个明确偏好的提示数量。'),
    },
    accuracy: {
      title: text('Accuracy now', '当前准确率'),
      help: text(
        'Share of held-out preferences that a linear head on the model’s states gets right, learned from all other prompts.',
        '在模型状态上训练的线性头（用其余全部提示学习）在留出偏好对上的正确比例。',
      ),
      better: 'higher',
      format: 'percent',
    },
    doubled: {
      title: text('Accuracy with twice the labels', '标注翻倍后的准确率'),
      help: text(
        'What the learning curve c − d·n^−e says of twice as many prompts.',
        '学习曲线 c − d·n^−e 对两倍提示数的预测。',
      ),
      better: 'higher',
      format: 'percent',
    },
    gain: {
      title: text('Worth of as many labels again', '再标同样多的价值'),
      help: text(
        'The difference of the two; below a percentage point more labels hardly help this model.',
        '以上两者之差；不足一个百分点时，更多标注对此模型几乎没有帮助。',
      ),
      format: 'percent',
    },
    ceiling: {
      title: text('Ceiling', '上限'),
      help: text(
        'Most that anything can agree with one labeler, if all err equally often: (1 + √(2p − 1)) / 2 of their agreement p.',
        '若所有人出错概率相同，任何模型与单个标注者一致的最大比例：由其一致率 p 得 (1 + √(2p − 1)) / 2。',
      ),
      format: 'percent',
    },
  },
});
