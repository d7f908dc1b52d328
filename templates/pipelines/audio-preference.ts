import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';

/** Sounds from files, people who compare them, and a score for every sound; no model anywhere. */
const graph = pipeline({
  name: text('Audio preference', '音频偏好'),
  description: text(
    'Puts sounds made to the same prompt before people, two at a time, and turns what they say into preferences and a score for every sound. No model is needed or trained.',
    '把按同一提示生成的音频成对交给人评判，再把评判转换为偏好对和每段音频的得分。不需要也不训练任何模型。',
  ),
  seed: 29,
  nodes: [
    node('sounds', 'media-source', text('Sounds to compare', '待比较的音频'), [0, 0], {
      file: 'samples/sounds.jsonl',
      modality: 'audio',
    }),
    node('labeling', 'human-labeling', text('People decide', '真人评判'), [1, 0], {
      pairsPerPrompt: 1,
      overlap: 1,
      mustPlay: true,
      guidelines:
        'Hear both to their end. Prefer the sound that plays what was asked for, without noise or clicks.\n\n请把两段都听完。优先选择按要求播放、没有噪声或爆音的音频。',
    }),
    node('scores', 'comparison-scores', text('Score of every sound', '每段音频的得分'), [2, 0]),
  ],
  edges: [
    wire('sounds.completions', 'labeling.completions'),
    wire('labeling.judgements', 'scores.comparisons'),
  ],
  parameters: [
    parameter('sounds', 'sounds.file', 'Table of sounds', '音频表'),
    parameter('labelers', 'labeling.overlap', 'Labelers a pair', '每对标注人数'),
    parameter('mustPlay', 'labeling.mustPlay', 'Must be heard to the end', '须听完'),
    parameter('guidelines', 'labeling.guidelines', 'Guidelines', '标注指南'),
  ],
  needs: {
    data: text(
      'WAV or MP3 files, two or more a prompt, and a table that names them; 4 sample pairs come with it.',
      'WAV 或 MP3 文件（每个提示两个或更多），以及列出它们的表；自带 4 对示例。',
    ),
  },
  notes: [
    {
      id: 'about',
      text: text(
        'Press Run, then copy the invite link from the labeling node. Nobody who labels sees which model made what: names and metadata stay behind.',
        '按“运行”，再从标注节点复制邀请链接。标注者看不到哪个模型生成了什么：文件名和元数据都不会外传。',
      ),
      position: at(0, 0.9),
      width: 300,
      height: 190,
    },
  ],
});

export default { graph, tiny: ['sounds.limit=2'] } satisfies ShippedPipeline;
