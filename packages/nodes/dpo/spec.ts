import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { deviceField } from '../shared/device-field.ts';
import { trainingResources } from '../shared/memory.ts';
import { optimizerFields } from '../shared/optimizer-fields.ts';
import { preferenceFields, preferencesPort } from '../shared/preference-spec.ts';
import { tuningFields } from '../shared/tuning-fields.ts';
import { metrics } from './metrics.ts';

export default defineNode({
  kind: 'dpo',
  version: 1,
  category: 'training',
  title: text('DPO', 'DPO 偏好优化'),
  summary: text(
    'Fits the model straight to preferences, without a reward model: −log σ(β(Δ_policy − Δ_ref)).',
    '无需奖励模型，直接用偏好对训练语言模型：−log σ(β(Δ_策略 − Δ_参考))。',
  ),
  inputs: {
    model: {
      accepts: ['language-model'],
      title: text('Model', '模型'),
      help: text(
        'The model to tune; as it comes in, it is the reference.',
        '要调优的模型；其初始状态作为参考模型。',
      ),
    },
    preferences: preferencesPort,
  },
  outputs: {
    model: {
      type: 'language-model',
      title: text('Tuned model', '微调后的模型'),
      help: text('The model after the last step.', '最后一步之后的模型。'),
    },
    report: {
      type: 'report',
      title: text('Report', '报告'),
      help: text(
        'Held-out accuracy of the implicit rewards and histograms of margins and rewards.',
        '隐式奖励的留出集准确率，以及奖励差与奖励的直方图。',
      ),
    },
  },
  config: z.object({
    beta: field(z.number().gt(0).max(100).default(0.1), {
      title: text('Strength of the reference β', '参考约束强度 β'),
      help: text(
        'Larger values hold the model nearer to where it started; rewards are measured in units of β.',
        '越大，模型越不偏离初始状态；奖励以 β 为单位计量。',
      ),
    }),
    epochs: preferenceFields.epochs,
    heldOutShare: preferenceFields.heldOutShare,
    labelSmoothing: field(z.number().min(0).max(0.49).default(0), {
      title: text('Label smoothing', '标签平滑'),
      help: text(
        'The share of choices believed to be wrong way round; above 0 the margin no longer grows without end.',
        '认为标注反了的比例；大于 0 时奖励差不会无限增大。',
      ),
      advanced: true,
    }),
    ...tuningFields,
    ...optimizerFields({ learningRate: 0.0001, batchSize: 32 }),
    ...deviceField,
  }),
  facts: (_config, inputs) => ({ model: inputs.model ?? {}, report: {} }),
  resources: (config, { model }) => trainingResources(config, model, { rowsPerExample: 2 }),
  finishesEarly: true,
  metrics,
});
