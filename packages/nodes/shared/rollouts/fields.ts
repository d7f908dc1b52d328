import { field, text } from '@heed/schema';
import { z } from 'zod';
import { samplingFields } from '../sampling-fields.ts';

/** The part of the form that all kinds share which tune a policy on its own answers. */
export const rolloutFields = {
  updates: field(z.int().min(1).max(100_000).default(40), {
    title: text('Updates', '更新次数'),
    help: text('Rounds of sampling and optimizing.', '采样与优化的轮数。'),
  }),
  missingEndPenalty: field(z.number().min(0).max(100).default(1), {
    title: text('Penalty for no end', '未结束惩罚'),
    help: text(
      'Taken from the score of an answer that hit the length limit.',
      '达到长度上限仍未结束的回答被扣除的分数。',
    ),
  }),
  targetPolicyKl: field(z.number().min(0).max(10).default(0.05), {
    title: text('Epoch KL limit', '轮内 KL 上限'),
    help: text(
      'An update stops early when its policy KL passes 1.5 times this; 0 never stops.',
      '当一次更新内的策略 KL 超过该值的 1.5 倍时提前停止；0 表示不停。',
    ),
    advanced: true,
  }),
  maxNewTokens: samplingFields.maxNewTokens,
  temperature: field(z.number().gt(0).max(5).default(1), {
    title: text('Temperature', '温度'),
    help: text('Of sampling and of every log-probability.', '采样及所有对数概率使用的温度。'),
    advanced: true,
  }),
};
