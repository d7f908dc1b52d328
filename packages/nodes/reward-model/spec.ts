import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { deviceField } from '../shared/device-field.ts';
import { trainingResources } from '../shared/memory.ts';
import { optimizerFields } from '../shared/optimizer-fields.ts';
import { preferenceFields } from '../shared/preference-spec.ts';
import { tuningFields } from '../shared/tuning-fields.ts';
import { metrics } from './metrics.ts';

export default defineNode({
  kind: 'reward-model',
  version: 1,
  category: 'training',
  title: text('Reward model', '奖励模型'),
  summary: text(
    'Learns from preferences, rankings or ratings to give every answer a number.',
    '从偏好对、排序或评分中学习为每个回答打分。',
  ),
  inputs: {
    model: {
      accepts: ['language-model'],
      title: text('Model', '模型'),
      help: text('The language model whose body gets a score head.', '在其主干上加装评分头的语言模型。'),
    },
    // the name is older than the other two forms; saved graphs know the port by it
    preferences: {
      accepts: ['preferences', 'rankings', 'ratings'],
      title: text('Feedback', '反馈'),
      help: text(
        'Preferences (fitted by Bradley-Terry), rankings (by Plackett-Luce) or ratings (by regression).',
        '偏好对（按 Bradley-Terry 拟合）、排序（按 Plackett-Luce 拟合）或评分（按回归拟合）。',
      ),
    },
  },
  outputs: {
    model: {
      type: 'reward-model',
      title: text('Reward model', '奖励模型'),
      help: text('A classifier folder with one label: the reward.', '仅含一个标签（奖励）的分类模型文件夹。'),
    },
    report: {
      type: 'report',
      title: text('Report', '报告'),
      help: text(
        'Figures on held-out prompts, score histograms and how scores follow what people said.',
        '留出提示上的指标、分数直方图，以及分数与人类反馈的对应关系。',
      ),
    },
  },
  config: z.object({
    epochs: preferenceFields.epochs,
    heldOutShare: preferenceFields.heldOutShare,
    margin: field(z.number().min(0).max(10).default(0), {
      title: text('Margin', '间隔'),
      help: text(
        'The chosen answer of a preference must win by at least this much.',
        '偏好对中更优回答至少要高出的分数。',
      ),
      advanced: true,
    }),
    centering: field(z.number().min(0).max(10).default(0.01), {
      title: text('Centering', '中心化系数'),
      help: text(
        'Weight of (r_chosen + r_rejected)², for rankings of (2 · mean score)², which keeps scores around zero; ratings need none.',
        '(r_优 + r_劣)² 的权重（排序时为 (2 · 平均分)²），使分数保持在零附近；评分不需要此项。',
      ),
      advanced: true,
    }),
    ...tuningFields,
    ...optimizerFields({ learningRate: 0.0003, batchSize: 32, weightDecay: 0.01 }),
    ...deviceField,
  }),
  facts: (_config, inputs) => ({ model: inputs.model ?? {}, report: {} }),
  resources: (config, { model }) => trainingResources(config, model, { rowsPerExample: 2, logits: false }),
  finishesEarly: true,
  metrics,
});
