import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

export default defineNode({
  kind: 'endpoint-judge',
  version: 1,
  category: 'people',
  title: text('Model as a judge', '模型裁判'),
  summary: text(
    'Has a model behind an OpenAI-compatible endpoint compare, rank or rate answers, in place of people or beside them.',
    '让兼容 OpenAI 接口的模型比较、排序或评分回答，可代替人或与人一同评判。',
  ),
  inputs: {},
  outputs: {
    judge: {
      type: 'judge',
      title: text('Judge', '裁判'),
      help: text('For human labeling.', '用于人工标注。'),
    },
  },
  config: z.object({
    endpoint: field(z.string().trim().min(1).max(100).default('judge'), {
      title: text('Endpoint', '端点'),
      help: text(
        'The name under which an owner added it in the settings of the runner, with address and key.',
        '所有者在运行器设置中添加端点（含地址与密钥）时所用的名称。',
      ),
    }),
    model: field(z.string().trim().min(1).max(200).default('gpt-4o-mini'), {
      title: text('Model', '模型'),
      help: text('As the endpoint names it.', '端点所用的模型名称。'),
    }),
    name: field(z.string().trim().max(100).default(''), {
      title: text('Name', '名称'),
      help: text(
        'The name under which its judgements stand; empty is that of the model.',
        '其评判所署的名称；留空则用模型名称。',
      ),
    }),
    bothOrders: field(z.boolean().default(true), {
      title: text('Ask pairs both ways round', '成对任务正反各问一次'),
      help: text(
        'Models prefer what stands first. Two answers that contradict each other are a tie; costs twice the requests.',
        '模型偏爱排在前面的回答。两次答复矛盾则记为平局；请求数加倍。',
      ),
    }),
    media: field(z.enum(['none', 'image', 'audio']).default('none'), {
      title: text('May be sent', '可发送'),
      help: text(
        'Whether pictures or sounds leave this computer for the endpoint; texts always do. The model has to understand them.',
        '图像或音频是否可离开本机发送到端点；文本总会发送。模型须能理解这些内容。',
      ),
      options: {
        none: text('Texts alone', '仅文本'),
        image: text('Texts and pictures', '文本与图像'),
        audio: text('Texts and sounds', '文本与音频'),
      },
    }),
    concurrency: field(z.int().min(1).max(32).default(4), {
      title: text('Requests at once', '并发请求数'),
      help: text('How many tasks are judged side by side.', '同时评判的任务数。'),
      advanced: true,
    }),
    requestsPerMinute: field(z.int().min(0).max(100_000).default(0), {
      title: text('Requests a minute', '每分钟请求数'),
      help: text('At most so many; 0 is without a limit.', '上限；0 表示不限。'),
      advanced: true,
    }),
    timeoutSeconds: field(z.number().min(1).max(600).default(60), {
      title: text('Longest wait', '最长等待'),
      help: text('For one reply; after it the request is tried again.', '等待单个答复的时间，超时后重试。'),
      unit: text('seconds', '秒'),
      advanced: true,
    }),
  }),
  facts: ({ media }) => ({ judge: { modality: media === 'none' ? 'text' : media } }),
  resources: () => ({ device: 'cpu' }),
  metrics: {},
});
