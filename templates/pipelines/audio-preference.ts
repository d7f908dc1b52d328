import { text } from '@heed/schema';
import { mediaPreference } from '../media-preference.ts';

/** Sounds from files, people who compare them, and a score for every sound; no model anywhere. */
export default mediaPreference({
  name: text('Audio preference', '音频偏好'),
  description: text(
    'Puts sounds made to the same prompt before people, two at a time, and turns what they say into preferences and a score for every sound. No model is needed or trained.',
    '把按同一提示生成的音频成对交给人评判，再把评判转换为偏好对和每段音频的得分。不需要也不训练任何模型。',
  ),
  seed: 29,
  modality: 'audio',
  source: {
    id: 'sounds',
    label: text('Sounds to compare', '待比较的音频'),
    file: 'samples/sounds.jsonl',
    table: text('Table of sounds', '音频表'),
  },
  guidelines:
    'Hear both to their end. Prefer the sound that plays what was asked for, without noise or clicks.\n\n请把两段都听完。优先选择按要求播放、没有噪声或爆音的音频。',
  mustPlay: text('Must be heard to the end', '须听完'),
  scores: text('Score of every sound', '每段音频的得分'),
  needed: text(
    'WAV or MP3 files, two or more a prompt, and a table that names them; 4 sample pairs come with it.',
    'WAV 或 MP3 文件（每个提示两个或更多），以及列出它们的表；自带 4 对示例。',
  ),
});
