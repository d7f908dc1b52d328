import { field, text } from '@heed/schema';
import { z } from 'zod';

const whenTopLayers = { field: 'tune', is: ['top-layers'] };
const whenLora = { field: 'tune', is: ['lora'] };

/** What is trained; every training kind shows the same fields. */
export const tuningFields = {
  tune: field(z.enum(['all', 'top-layers', 'lora']).default('all'), {
    title: text('What is trained', '训练范围'),
    help: text(
      'All weights; only the upper layers; or LoRA, small low-rank updates beside frozen weights. LoRA wants about ten times the learning rate.',
      '训练全部权重；只训练上层；或使用 LoRA：在冻结的权重旁训练小的低秩更新。LoRA 的学习率宜为约十倍。',
    ),
    options: {
      all: text('All weights', '全部权重'),
      'top-layers': text('Upper layers', '上层'),
      lora: text('LoRA', 'LoRA'),
    },
  }),
  topLayers: field(z.int().min(1).max(1000).default(2), {
    title: text('Upper layers', '上层层数'),
    help: text(
      'How many blocks are trained, counted from the top, with the last norm and the head. Embeddings stay frozen, and with them a head that shares their weights.',
      '从顶部数起训练多少个块，连同最后的归一化与输出头。嵌入保持冻结，与其共享权重的输出头也随之冻结。',
    ),
    unit: text('layers', '层'),
    showWhen: whenTopLayers,
  }),
  loraRank: field(z.int().min(1).max(1024).default(8), {
    title: text('LoRA rank', 'LoRA 秩'),
    help: text(
      'Width r of the updates: each matrix gets B·A with r·(in + out) numbers.',
      '更新的宽度 r：每个矩阵得到含 r·(输入+输出) 个数的 B·A。',
    ),
    showWhen: whenLora,
  }),
  loraAlpha: field(z.number().gt(0).max(10_000).default(16), {
    title: text('LoRA alpha', 'LoRA alpha'),
    help: text('The updates are scaled by alpha divided by the rank.', '更新按 alpha 除以秩进行缩放。'),
    showWhen: whenLora,
  }),
  loraTargets: field(z.enum(['attention', 'all-linear']).default('all-linear'), {
    title: text('LoRA targets', 'LoRA 目标层'),
    help: text(
      'Which matrices get an update: those of the attention, or of the MLP too.',
      '哪些矩阵获得更新：仅注意力，或同时包含 MLP。',
    ),
    options: {
      attention: text('Attention', '注意力'),
      'all-linear': text('Attention and MLP', '注意力与 MLP'),
    },
    showWhen: whenLora,
  }),
};

/** The part of a training node's config that these fields make. */
export interface TuningConfig {
  tune: 'all' | 'top-layers' | 'lora';
  topLayers: number;
  loraRank: number;
  loraAlpha: number;
  loraTargets: 'attention' | 'all-linear';
}
