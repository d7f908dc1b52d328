import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';

/** Videos from files, people who compare them side by side, and a score for every video; no model anywhere. */
const graph = pipeline({
  name: text('Video preference', '视频偏好'),
  description: text(
    'Puts videos made to the same prompt before people, two at a time and playing together, and turns what they say into preferences and a score for every video. No model is needed or trained.',
    '把按同一提示生成的视频成对同步播放给人评判，再把评判转换为偏好对和每段视频的得分。不需要也不训练任何模型。',
  ),
  seed: 31,
  nodes: [
    node('videos', 'media-source', text('Videos to compare', '待比较的视频'), [0, 0], {
      file: 'samples/videos.jsonl',
      modality: 'video',
    }),
    node('labeling', 'human-labeling', text('People decide', '真人评判'), [1, 0], {
      pairsPerPrompt: 1,
      overlap: 1,
      mustPlay: true,
      guidelines:
        'Watch both to their end; the keys , and . go through them picture by picture. Prefer the video that shows what was asked for and moves without jerks.\n\n请把两段都看完；按 , 和 . 可逐帧查看。优先选择符合要求、运动流畅的视频。',
    }),
    node('scores', 'comparison-scores', text('Score of every video', '每段视频的得分'), [2, 0]),
  ],
  edges: [
    wire('videos.completions', 'labeling.completions'),
    wire('labeling.judgements', 'scores.comparisons'),
  ],
  parameters: [
    parameter('videos', 'videos.file', 'Table of videos', '视频表'),
    parameter('labelers', 'labeling.overlap', 'Labelers a pair', '每对标注人数'),
    parameter('mustPlay', 'labeling.mustPlay', 'Must be watched to the end', '须看完'),
    parameter('guidelines', 'labeling.guidelines', 'Guidelines', '标注指南'),
  ],
  needs: {
    data: text(
      'WebM or MP4 files, two or more a prompt, and a table that names them; 4 sample pairs come with it.',
      'WebM 或 MP4 文件（每个提示两个或更多），以及列出它们的表；自带 4 对示例。',
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

export default { graph, tiny: ['videos.limit=2'] } satisfies ShippedPipeline;
