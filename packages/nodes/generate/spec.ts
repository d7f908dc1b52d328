import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { deviceField } from '../shared/device-field.ts';
import { samplingResources } from '../shared/memory.ts';
import { samplingFields } from '../shared/sampling-fields.ts';

export default defineNode({
  kind: 'generate',
  version: 1,
  category: 'model',
  title: text('Generate', '采样生成'),
  summary: text(
    'Lets a language model answer every prompt K times, for people or judges to compare.',
    '让语言模型对每个提示生成 K 个回答，供人或裁判比较。',
  ),
  inputs: {
    model: {
      accepts: ['language-model'],
      title: text('Model', '模型'),
      help: text('The policy that answers.', '作答的策略模型。'),
    },
    prompts: {
      accepts: ['prompts'],
      title: text('Prompts', '提示'),
      help: text('The questions to answer.', '要回答的问题。'),
    },
  },
  outputs: {
    completions: {
      type: 'completions',
      title: text('Completions', '候选回答'),
      help: text('K candidates a prompt, with log-probabilities.', '每个提示 K 个候选回答及其对数概率。'),
    },
  },
  config: z.object({
    samplesPerPrompt: field(z.int().min(1).max(64).default(4), {
      title: text('Samples a prompt', '每提示样本数'),
      help: text('Answers drawn for every prompt.', '为每个提示抽取的回答数。'),
    }),
    promptLimit: field(z.int().min(0).default(0), {
      title: text('Prompt limit', '提示数上限'),
      help: text(
        'Use this many prompts, drawn at random; 0 uses all.',
        '随机抽取这么多提示；0 表示全部使用。',
      ),
    }),
    ...samplingFields,
    batchSize: field(z.int().min(1).max(1024).default(64), {
      title: text('Batch size', '批大小'),
      help: text('Answers decoded at the same time.', '同时解码的回答数。'),
      affectsResult: true,
      advanced: true,
    }),
    ...deviceField,
  }),
  facts: (_config, inputs) => ({ completions: { modality: 'text', tokenizer: inputs.model?.tokenizer } }),
  resources: (config, { model }) =>
    samplingResources(config, model, { rows: config.batchSize, lower: 'batchSize' }),
  metrics: {
    completions: {
      title: text('Completions', '候选回答数'),
      help: text('Answers written.', '已生成的回答数。'),
    },
    meanLength: {
      title: text('Mean length', '平均长度'),
      help: text('Mean tokens of an answer.', '回答的平均词元数。'),
      unit: text('tokens', '词元'),
    },
    finishedShare: {
      title: text('Finished', '正常结束比例'),
      help: text(
        'Share of answers that ended by themselves rather than at the length limit.',
        '自行结束（而非达到长度上限）的回答所占比例。',
      ),
      format: 'percent',
    },
    distinctShare: {
      title: text('Distinct', '不重复比例'),
      help: text(
        'Distinct answers over all answers of a prompt; low values leave little to compare.',
        '同一提示下不同回答所占比例；过低则没有可比较的内容。',
      ),
      format: 'percent',
    },
    tokensPerSecond: {
      title: text('Tokens per second', '每秒词元数'),
      help: text('New tokens decoded per second.', '每秒解码的新词元数。'),
      better: 'higher',
      live: true,
    },
  },
});
