import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';

/** A model learns to host guests, people talk with it and choose its better replies, and DPO learns from them. */
const graph = pipeline({
  name: text('Dialogue', '对话'),
  description: text(
    'People talk with a small model and choose the better of its replies at every turn; DPO tunes the model to give those. It learns to host guests of a tea house first, in Chinese and English.',
    '人们与小模型交谈，并在每一轮选出更好的回复；再用 DPO 使模型学会这样回复。模型先学会用中英文招待茶馆的客人。',
  ),
  seed: 13,
  nodes: [
    node('data', 'data-source', text('Talk in a tea house', '茶馆对话'), [0, 1], {
      file: 'dialogue/dialogues.jsonl',
      heldOutFraction: 0,
    }),
    node('base', 'base-model', text('Small new model', '小模型'), [1, 0.6], {
      ...{ layers: 2, width: 128, heads: 4, contextLength: 224, vocabularySize: 768 },
    }),
    node('sft', 'sft', text('Learn to host', '学会待客'), [2, 1], {
      ...{ epochs: 40, batchSize: 16, learningRate: 0.003, validationShare: 0 },
    }),
    node('labeling', 'human-labeling', text('People talk with it', '与真人对话'), [3, 1.4], {
      ...{ form: 'dialogue', dialogues: 6, turns: 3, replies: 2, replyTokens: 48, askStrength: true },
      guidelines:
        'You are a guest in a tea house. Order a tea, say whether you take it hot or iced, and whether you want something sweet with it. Choose the reply that is friendly and gets your order right.\n\n你是茶馆的客人。请点一杯茶，说明要热的还是冰的，以及是否要配点心。请选择语气友好且记对你所点内容的回复。',
    }),
    node('dpo', 'dpo', text('DPO', 'DPO 偏好优化'), [4, 1.1], {
      ...{ epochs: 6, batchSize: 8, learningRate: 0.0005, heldOutShare: 0.2 },
    }),
  ],
  edges: [
    wire('data.demonstrations', 'base.demonstrations'),
    wire('base.model', 'sft.model'),
    wire('data.demonstrations', 'sft.demonstrations'),
    wire('sft.model', 'labeling.model'),
    wire('sft.model', 'dpo.model'),
    wire('labeling.preferences', 'dpo.preferences'),
  ],
  parameters: [
    parameter('conversations', 'labeling.dialogues', 'Conversations', '对话数'),
    parameter('turns', 'labeling.turns', 'Turns at most', '最多轮数'),
    parameter('guidelines', 'labeling.guidelines', 'Guidelines', '标注指南'),
  ],
  needs: {
    data: text(
      'None: 96 short conversations in Chinese and English come with it.',
      '无需准备：自带 96 段中英文短对话。',
    ),
    minutes: 1,
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Press Run, then select “People talk with it” and copy the invite link. Every reply is drawn while people wait; the run goes on when all conversations are finished.',
        '按“运行”，再选中“与真人对话”，复制邀请链接。回复在标注者等待时即时生成；所有对话结束后运行自动继续。',
      ),
      position: at(3, 0),
      width: 300,
      height: 150,
    },
  ],
});

export default {
  graph,
  tiny: [
    'data.limit=90',
    'base.layers=1',
    'base.width=32',
    'base.heads=2',
    'base.vocabularySize=400',
    'sft.epochs=1',
    'labeling.dialogues=2',
    'labeling.replyTokens=24',
    'dpo.epochs=1',
  ],
} satisfies ShippedPipeline;
