import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';
import { creationMemory, scratchSize } from './size.ts';

const fromScratch = { field: 'source', is: ['scratch'] } as const;

export default defineNode({
  kind: 'base-model',
  version: 1,
  category: 'model',
  title: text('Base model', '基础模型'),
  summary: text(
    'A language model to start from: new with random weights and a tokenizer trained from the data, or a Hugging Face folder.',
    '流程的起点语言模型：随机初始化并用数据训练分词器，或读取一个 Hugging Face 模型文件夹。',
  ),
  inputs: {
    demonstrations: {
      accepts: ['demonstrations'],
      title: text('Demonstrations', '示范'),
      help: text('Texts that the tokenizer of a new model is trained on.', '用于训练新模型分词器的文本。'),
      optional: true,
    },
  },
  outputs: {
    model: {
      type: 'language-model',
      title: text('Model', '模型'),
      help: text(
        'A Hugging Face folder with weights and tokenizer.',
        '包含权重与分词器的 Hugging Face 文件夹。',
      ),
    },
  },
  config: z.object({
    source: field(z.enum(['scratch', 'folder']).default('scratch'), {
      title: text('Source', '来源'),
      help: text('Start from random weights or from a folder.', '从随机权重开始，或读取文件夹。'),
      options: {
        scratch: text('From scratch', '从零开始'),
        folder: text('Hugging Face folder', 'Hugging Face 文件夹'),
      },
    }),
    folder: field(z.string().default(''), {
      title: text('Folder', '文件夹'),
      help: text(
        'Path of a folder with config.json, model.safetensors and tokenizer.json.',
        '包含 config.json、model.safetensors 和 tokenizer.json 的文件夹路径。',
      ),
      widget: 'directory',
      showWhen: { field: 'source', is: ['folder'] },
    }),
    adapter: field(z.string().default(''), {
      title: text('Adapter', '适配器'),
      help: text(
        'Path of a LoRA adapter in PEFT’s format that is merged into the model; empty takes the folder as it is.',
        '要合并到模型中的 LoRA 适配器（PEFT 格式）的路径；留空则按原样读取文件夹。',
      ),
      widget: 'directory',
      showWhen: { field: 'source', is: ['folder'] },
      advanced: true,
    }),
    layers: field(z.int().min(1).max(96).default(4), {
      title: text('Layers', '层数'),
      help: text('Transformer blocks.', 'Transformer 块的数量。'),
      showWhen: fromScratch,
    }),
    width: field(z.int().min(8).max(8192).default(128), {
      title: text('Width', '宽度'),
      help: text(
        'Size of the hidden state; a multiple of the heads.',
        '隐藏状态的维度；须为注意力头数的倍数。',
      ),
      showWhen: fromScratch,
    }),
    heads: field(z.int().min(1).max(128).default(4), {
      title: text('Heads', '注意力头数'),
      help: text('Attention heads per block.', '每个块的注意力头数量。'),
      showWhen: fromScratch,
    }),
    contextLength: field(z.int().min(16).max(8192).default(128), {
      title: text('Context length', '上下文长度'),
      help: text('The longest text, prompt and answer together.', '提示与回答合计的最大长度。'),
      unit: text('tokens', '词元'),
      showWhen: fromScratch,
    }),
    vocabularySize: field(z.int().min(300).max(100_000).default(1024), {
      title: text('Vocabulary', '词表大小'),
      help: text('Size of the byte-level BPE vocabulary.', '字节级 BPE 词表的大小。'),
      unit: text('tokens', '词元'),
      showWhen: fromScratch,
    }),
  }),
  facts: (config, _inputs, nodeId) => ({
    model: {
      modality: 'text',
      tokenizer: config.source === 'scratch' ? `scratch:${nodeId}` : `folder:${config.folder}`,
      ...(config.source === 'scratch' && {
        architecture: 'gpt2',
        vocabularySize: config.vocabularySize,
        size: scratchSize(config),
      }),
    },
  }),
  resources: (config) => ({
    device: 'cpu',
    ...(config.source === 'scratch' && {
      memory: creationMemory(scratchSize(config)),
      lower: 'width',
    }),
  }),
  metrics: {
    parameters: {
      title: text('Parameters', '参数量'),
      help: text('Trainable numbers in the model.', '模型中可训练参数的数量。'),
    },
    vocabularySize: {
      title: text('Vocabulary', '词表大小'),
      help: text('Tokens that the model knows.', '模型认识的词元数量。'),
    },
    tokensPerText: {
      title: text('Tokens per text', '每条文本的词元数'),
      help: text(
        'Mean length of a demonstration after tokenization; smaller is cheaper.',
        '示范文本分词后的平均长度；越小训练越省。',
      ),
    },
  },
});
