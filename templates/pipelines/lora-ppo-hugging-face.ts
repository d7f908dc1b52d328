import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';

/** A pretrained model from a folder, tuned by PPO in low-rank adapters alone. */
const graph = pipeline({
  name: text('LoRA PPO of a Hugging Face model', '对 Hugging Face 模型做 LoRA PPO'),
  description: text(
    'Takes a pretrained model from a folder in the Hugging Face format, tunes low-rank adapters by PPO against written rules, puts the answers side by side, and exports the adapter in PEFT’s format. You bring the model: SmolLM2-135M-Instruct is a good first one.',
    '读取 Hugging Face 格式文件夹中的预训练模型，依据写明的规则用 PPO 训练低秩适配器，并排展示回答，再以 PEFT 格式导出适配器。模型由你提供，建议先用 SmolLM2-135M-Instruct。',
  ),
  seed: 13,
  nodes: [
    node('prompts', 'data-source', text('Everyday requests', '日常请求'), [0, 0.9], {
      ...{ file: 'everyday/prompts.jsonl', completionColumn: '', heldOutFraction: 0.3 },
    }),
    node('base', 'base-model', text('Your model', '你的模型'), [0, 0.1], { source: 'folder', folder: '' }),
    node('rules', 'scripted-judge', text('Short and friendly', '简短友好'), [1, 1.6], {
      name: 'rules',
      rules: [
        {
          ...{ type: 'length', name: 'length', weight: 1, unit: 'words', minimum: 15, maximum: 45 },
          title: text('Neither too short nor too long', '长短适中'),
        },
        {
          ...{ type: 'contains-any', name: 'friendly', weight: 0.5 },
          title: text('Friendly', '友好'),
          phrases: ['enjoy', 'happy', 'hope', 'glad', 'wish', '祝', '希望', '愉快', '快乐'],
        },
        {
          ...{ type: 'repeats', name: 'repetition', weight: 2, run: 3 },
          title: text('No repetition', '不重复'),
        },
        {
          ...{ type: 'language', name: 'language', weight: 1 },
          title: text('In the language of the question', '与提问语言一致'),
        },
      ],
    }),
    node('ppo', 'ppo', text('PPO with LoRA', '用 LoRA 做 PPO'), [2, 0], {
      ...{ updates: 12, rolloutsPerUpdate: 16, epochs: 2, batchSize: 4, maxNewTokens: 64 },
      ...{ tune: 'lora', loraRank: 8, loraTargets: 'attention', learningRate: 0.0005, klCoefficient: 0.05 },
    }),
    node('evaluate', 'evaluate', text('y1 beside y2', '前后对比'), [3, 1], {
      ...{ promptLimit: 24, maxNewTokens: 64, klLimit: 20 },
    }),
    node('export', 'export', text('Export the adapter', '导出适配器'), [3, 0], { content: 'adapter' }),
  ],
  edges: [
    wire('base.model', 'ppo.policy'),
    wire('rules.judge', 'ppo.reward'),
    wire('prompts.prompts', 'ppo.prompts'),
    wire('base.model', 'evaluate.initial'),
    wire('ppo.policy', 'evaluate.tuned'),
    wire('rules.judge', 'evaluate.reward'),
    wire('prompts.heldOutPrompts', 'evaluate.prompts'),
    wire('ppo.policy', 'export.model'),
  ],
  parameters: [
    parameter('model', 'base.folder', 'Folder of the model', '模型文件夹'),
    parameter('prompts', 'prompts.file', 'Prompts', '提示数据'),
    parameter('rank', 'ppo.loraRank', 'LoRA rank', 'LoRA 秩'),
    parameter('updates', 'ppo.updates', 'PPO updates', 'PPO 更新次数'),
  ],
  needs: {
    data: text(
      'A model folder from Hugging Face; 52 everyday requests come with it.',
      '一个 Hugging Face 模型文件夹；自带 52 条日常请求。',
    ),
    minutes: 30,
    files: [
      {
        node: 'base',
        field: 'folder',
        about: text(
          'A folder with config.json, model.safetensors and tokenizer.json, such as SmolLM2-135M-Instruct.',
          '含 config.json、model.safetensors 与 tokenizer.json 的文件夹，例如 SmolLM2-135M-Instruct。',
        ),
      },
    ],
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Select “Your model” and give the path of a folder with config.json, model.safetensors and tokenizer.json.',
        '选中“你的模型”，填写含 config.json、model.safetensors 与 tokenizer.json 的文件夹路径。',
      ),
      position: at(0, 2),
      width: 256,
      height: 150,
    },
  ],
});

export default {
  graph,
  tiny: [
    'base.folder=../tests/reference/recorded/python',
    ...['prompts.limit=8', 'ppo.updates=1', 'ppo.rolloutsPerUpdate=4', 'ppo.maxNewTokens=6'],
    ...['ppo.loraRank=2', 'evaluate.promptLimit=2', 'evaluate.maxNewTokens=6'],
  ],
} satisfies ShippedPipeline;
