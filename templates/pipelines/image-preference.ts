import { text } from '@heed/schema';
import { mediaPreference } from '../media-preference.ts';

/** Pictures from files, people who compare them, and a score for every picture; no model anywhere. */
export default mediaPreference({
  name: text('Image preference', '图像偏好'),
  description: text(
    'Puts pictures made to the same prompt before people, two at a time, and turns what they say into preferences and a score for every picture. No model is needed or trained.',
    '把按同一提示生成的图像成对交给人评判，再把评判转换为偏好对和每张图像的得分。不需要也不训练任何模型。',
  ),
  seed: 23,
  modality: 'image',
  source: {
    id: 'pictures',
    label: text('Pictures to compare', '待比较的图像'),
    file: 'samples/drawings.jsonl',
    table: text('Table of pictures', '图像表'),
  },
  guidelines:
    'Prefer the picture that shows what was asked for, in its place and without stray marks.\n\n请优先选择画出所要求的内容、位置正确且没有杂点的图像。',
  scores: text('Score of every picture', '每张图像的得分'),
  needed: text(
    'PNG, JPEG, WebP or GIF files, two or more a prompt, and a table that names them; 4 sample pairs come with it.',
    'PNG、JPEG、WebP 或 GIF 文件（每个提示两个或更多），以及列出它们的表；自带 4 对示例。',
  ),
});
