import { field, text } from '@heed/schema';
import { z } from 'zod';

/** How answers are drawn; shared by every kind that samples freely. */
export const samplingFields = {
  maxNewTokens: field(z.int().min(1).max(4096).default(48), {
    title: text('Longest answer', '回答最大长度'),
    help: text('An answer is cut off after this many tokens.', '回答超过该词元数即被截断。'),
    unit: text('tokens', '词元'),
  }),
  temperature: field(z.number().min(0).max(5).default(1), {
    title: text('Temperature', '温度'),
    help: text(
      'Below 1 is safer, above 1 is wilder, 0 always takes the likeliest token.',
      '小于 1 更保守，大于 1 更发散，0 总取最可能的词元。',
    ),
  }),
  topK: field(z.int().min(0).default(0), {
    title: text('Top-k', 'Top-k'),
    help: text(
      'Draw only among the k likeliest tokens; 0 draws among all.',
      '只在概率最高的 k 个词元中抽取；0 表示不限制。',
    ),
    advanced: true,
  }),
  topP: field(z.number().gt(0).max(1).default(1), {
    title: text('Top-p', 'Top-p'),
    help: text(
      'Draw only among the likeliest tokens that hold this share of probability.',
      '只在累计概率达到该值的最可能词元中抽取。',
    ),
    advanced: true,
  }),
};

/** What a generator is told of these fields: a top-k of 0 is no limit. */
export function samplingOptions(config: {
  maxNewTokens: number;
  temperature: number;
  topK: number;
  topP: number;
}): { maxNewTokens: number; temperature: number; topK?: number; topP: number } {
  const { maxNewTokens, temperature, topK, topP } = config;
  return { maxNewTokens, temperature, ...(topK > 0 && { topK }), topP };
}
