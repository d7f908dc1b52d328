import { defineNode, field, text } from '@heed/schema';
import { z } from 'zod';

export default defineNode({
  kind: 'export',
  version: 1,
  category: 'output',
  title: text('Export', '导出'),
  summary: text(
    'Writes a model as a Hugging Face folder, and as ONNX, ready for transformers and onnxruntime.',
    '把模型写成 Hugging Face 文件夹与 ONNX 文件，可直接用于 transformers 与 onnxruntime。',
  ),
  inputs: {
    model: {
      accepts: ['language-model', 'reward-model'],
      title: text('Model', '模型'),
      help: text('The model to ship.', '要交付的模型。'),
    },
  },
  outputs: {
    report: {
      type: 'report',
      title: text('Report', '报告'),
      help: text(
        'What was written; the folder model/ or adapter/ lies beside it.',
        '导出内容清单；model/ 或 adapter/ 文件夹与之并列。',
      ),
    },
  },
  config: z.object({
    directory: field(z.string().default(''), {
      title: text('Copy to', '复制到'),
      help: text(
        'A folder that gets a copy, relative to the pipeline’s file; empty keeps it in the run alone.',
        '额外复制到的文件夹（相对于流程文件）；留空则只保存在运行结果中。',
      ),
      widget: 'directory',
      writes: true,
    }),
    content: field(z.enum(['model', 'adapter']).default('model'), {
      title: text('What is written', '导出内容'),
      help: text(
        'The whole model, or only the LoRA adapter that made it, in PEFT’s format: a small file for those who have the model from before LoRA.',
        '整个模型，或仅导出训练所得的 LoRA 适配器（PEFT 格式）：文件很小，供已有 LoRA 之前模型的人使用。',
      ),
      options: {
        model: text('The whole model', '整个模型'),
        adapter: text('The LoRA adapter', 'LoRA 适配器'),
      },
    }),
    onnx: field(z.boolean().default(true), {
      title: text('Write ONNX', '写出 ONNX'),
      help: text('Also write model.onnx with the weights inside.', '同时写出包含权重的 model.onnx。'),
      showWhen: { field: 'content', is: ['model'] },
    }),
  }),
  facts: () => ({ report: {} }),
  resources: () => ({ device: 'cpu' }),
  metrics: {
    parameters: {
      title: text('Parameters', '参数量'),
      help: text('Numbers in the exported model or adapter.', '导出的模型或适配器中的参数数量。'),
    },
    megabytes: {
      title: text('Size', '大小'),
      help: text('All exported files together.', '全部导出文件的总大小。'),
      unit: text('MB', 'MB'),
    },
  },
});
