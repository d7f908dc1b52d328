import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { deviceField } from '../shared/device-field.ts';
import { trainingResources } from '../shared/memory.ts';
import { optimizerFields } from '../shared/optimizer-fields.ts';
import { trainingMetrics } from '../shared/training-metrics.ts';
import { tuningFields } from '../shared/tuning-fields.ts';

export default defineNode({
  kind: 'sft',
  version: 1,
  category: 'training',
  title: text('Supervised fine-tuning', '监督微调'),
  summary: text(
    'Teaches a language model to answer like the demonstrations, by cross-entropy.',
    '以交叉熵让语言模型学会像示范那样作答。',
  ),
  inputs: {
    model: {
      accepts: ['language-model'],
      title: text('Model', '模型'),
      help: text('The weights to start from.', '作为起点的权重。'),
    },
    demonstrations: {
      accepts: ['demonstrations'],
      title: text('Demonstrations', '示范'),
      help: text('Prompts with the answers to imitate.', '提示以及要模仿的回答。'),
    },
  },
  outputs: {
    model: {
      type: 'language-model',
      title: text('Tuned model', '微调后的模型'),
      help: text('The initial policy for sampling and PPO.', '用于采样与 PPO 的初始策略。'),
    },
  },
  config: z.object({
    epochs: field(z.int().min(1).max(1000).default(3), {
      title: text('Epochs', '轮数'),
      help: text('Passes over the demonstrations.', '遍历示范数据的次数。'),
    }),
    lossOn: field(z.enum(['completion', 'all']).default('completion'), {
      title: text('Loss on', '损失计算范围'),
      help: text(
        'Only the answer counts, or the prompt too. A model from scratch learns faster from all.',
        '只计算回答部分，或也包含提示。从零训练时包含提示学得更快。',
      ),
      options: { completion: text('Answers', '回答'), all: text('Prompts and answers', '提示与回答') },
    }),
    validationShare: field(z.number().min(0).max(0.5).default(0.05), {
      title: text('Validation share', '验证集比例'),
      help: text('Part of the demonstrations kept aside to measure the loss.', '留作衡量损失的示范比例。'),
      advanced: true,
    }),
    ...tuningFields,
    ...optimizerFields({ learningRate: 0.001, batchSize: 32, weightDecay: 0.01 }),
    ...deviceField,
  }),
  facts: (_config, inputs) => ({ model: inputs.model ?? {} }),
  resources: (config, { model }) => trainingResources(config, model),
  finishesEarly: true,
  metrics: {
    loss: {
      title: text('Loss', '损失'),
      help: text('Mean cross-entropy per token of this step, in nats.', '该步每个词元的平均交叉熵（nat）。'),
      unit: text('nats', 'nat'),
      better: 'lower',
      live: true,
    },
    validationLoss: {
      title: text('Validation loss', '验证损失'),
      help: text(
        'Cross-entropy on demonstrations that were kept aside; rising while the loss falls means overfitting.',
        '留出示范上的交叉熵；训练损失下降而它上升说明过拟合。',
      ),
      unit: text('nats', 'nat'),
      better: 'lower',
      live: true,
    },
    perplexity: {
      title: text('Perplexity', '困惑度'),
      help: text(
        'exp(validation loss): between how many tokens the model hesitates.',
        'exp(验证损失)：模型平均在多少个词元之间犹豫。',
      ),
      better: 'lower',
    },
    skipped: {
      title: text('Skipped', '跳过'),
      help: text('Demonstrations longer than the context of the model.', '超过模型上下文长度的示范数。'),
    },
    ...trainingMetrics,
  },
});
