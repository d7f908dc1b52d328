import { text } from '@heed/schema';
import { at, node, parameter, pipeline, type ShippedPipeline, wire } from '../drawing.ts';

/** Pictures from files, people who compare them, and a score for every picture; no model anywhere. */
const graph = pipeline({
  name: text('Image preference', '图像偏好'),
  description: text(
    'Puts pictures made to the same prompt before people, two at a time, and turns what they say into preferences and a score for every picture. No model is needed or trained.',
    '把按同一提示生成的图像成对交给人评判，再把评判转换为偏好对和每张图像的得分。不需要也不训练任何模型。',
  ),
  seed: 23,
  nodes: [
    node('pictures', 'media-source', text('Pictures to compare', '待比较的图像'), [0, 0], {
      file: 'samples/drawings.jsonl',
      modality: 'image',
    }),
    node('labeling', 'human-labeling', text('People decide', '真人评判'), [1, 0], {
      pairsPerPrompt: 1,
      overlap: 1,
      guidelines:
        'Prefer the picture that shows what was asked for, in its place and without stray marks.\n\n请优先选择画出所要求的内容、位置正确且没有杂点的图像。',
    }),
    node('scores', 'comparison-scores', text('Score of every picture', '每张图像的得分'), [2, 0]),
  ],
  edges: [
    wire('pictures.completions', 'labeling.completions'),
    wire('labeling.judgements', 'scores.comparisons'),
  ],
  parameters: [
    parameter('pictures', 'pictures.file', 'Table of pictures', '图像表'),
    parameter('labelers', 'labeling.overlap', 'Labelers a pair', '每对标注人数'),
    parameter('guidelines', 'labeling.guidelines', 'Guidelines', '标注指南'),
  ],
  needs: {
    data: text(
      'PNG, JPEG, WebP or GIF files, two or more a prompt, and a table that names them; 4 sample pairs come with it.',
      'PNG、JPEG、WebP 或 GIF 文件（每个提示两个或更多），以及列出它们的表；自带 4 对示例。',
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

export default { graph, tiny: ['pictures.limit=2'] } satisfies ShippedPipeline;
