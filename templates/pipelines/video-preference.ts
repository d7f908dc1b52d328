import { text } from '@heed/schema';
import { mediaPreference } from '../media-preference.ts';

/** Videos from files, people who compare them side by side, and a score for every video; no model anywhere. */
export default mediaPreference({
  name: text('Video preference', '视频偏好'),
  description: text(
    'Puts videos made to the same prompt before people, two at a time and playing together, and turns what they say into preferences and a score for every video. No model is needed or trained.',
    '把按同一提示生成的视频成对同步播放给人评判，再把评判转换为偏好对和每段视频的得分。不需要也不训练任何模型。',
  ),
  seed: 31,
  modality: 'video',
  source: {
    id: 'videos',
    label: text('Videos to compare', '待比较的视频'),
    file: 'samples/videos.jsonl',
    table: text('Table of videos', '视频表'),
  },
  guidelines:
    'Watch both to their end; the keys , and . go through them picture by picture. Prefer the video that shows what was asked for and moves without jerks.\n\n请把两段都看完；按 , 和 . 可逐帧查看。优先选择符合要求、运动流畅的视频。',
  mustPlay: text('Must be watched to the end', '须看完'),
  scores: text('Score of every video', '每段视频的得分'),
  needed: text(
    'WebM or MP4 files, two or more a prompt, and a table that names them; 4 sample pairs come with it.',
    'WebM 或 MP4 文件（每个提示两个或更多），以及列出它们的表；自带 4 对示例。',
  ),
});
