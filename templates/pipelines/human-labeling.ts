import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';

/** Answers from a file, people who compare them, and a score for every answer; no model anywhere. */
const graph = pipeline({
  name: text('Human labeling only', '仅人工标注'),
  description: text(
    'Puts answers from a file before people, two at a time, and turns what they say into preferences and a score for every answer. No model is needed or trained.',
    '把文件中的回答成对交给人评判，再把评判转换为偏好对和每个回答的得分。不需要也不训练任何模型。',
  ),
  seed: 5,
  nodes: [
    node('answers', 'answer-source', text('Answers to compare', '待比较的回答'), [0, 0], {
      file: 'feedback/answers.jsonl',
    }),
    node('labeling', 'human-labeling', text('People decide', '真人评判'), [1, 0], {
      pairsPerPrompt: 1,
      overlap: 2,
      guidelines:
        'Prefer the answer that is right for the weather of the question, friendly, and helps with what to do. A short right answer beats a long wrong one.\n\n请优先选择符合题中天气、语气友好、并能给出实用建议的回答。简短而正确胜过冗长而错误。',
    }),
    node('scores', 'comparison-scores', text('Score of every answer', '每个回答的得分'), [2, 0]),
  ],
  edges: [
    wire('answers.completions', 'labeling.completions'),
    wire('labeling.judgements', 'scores.comparisons'),
  ],
  parameters: [
    parameter('answers', 'answers.file', 'File of answers', '回答文件'),
    parameter('labelers', 'labeling.overlap', 'Labelers a pair', '每对标注人数'),
    parameter('guidelines', 'labeling.guidelines', 'Guidelines', '标注指南'),
  ],
  needs: {
    data: text(
      'Answers as JSONL, CSV or Parquet, two or more a prompt; 40 sample pairs come with it.',
      'JSONL、CSV 或 Parquet 格式的回答，每个提示两个或更多；自带 40 对示例。',
    ),
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Press Run, then select “People decide”, copy the invite link and send it to your labelers. The run waits for them and goes on by itself.',
        '按“运行”，再选中“真人评判”，复制邀请链接并发给标注者。运行会等待他们完成，然后自动继续。',
      ),
      position: at(0, 0.9),
      width: 300,
      height: 190,
    },
  ],
});

export default { graph, tiny: ['answers.limit=6'] } satisfies ShippedPipeline;
