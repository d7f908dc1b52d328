import { type Localized, text } from '@heed/schema';
import type { MediaKind } from './media.ts';

/** What can be asked of the media of a task by a key. */
export type MediaCommand =
  | 'play'
  | 'back'
  | 'on'
  | 'restart'
  | 'next'
  | 'slower'
  | 'faster'
  | 'loop'
  | 'mute'
  | 'larger'
  | 'smaller'
  | 'fit';

export interface MediaKey {
  keys: readonly string[];
  title: Localized;
  command: MediaCommand;
}

const playing: readonly MediaKey[] = [
  { keys: [' '], command: 'play', title: text('Play or stop', '播放或停止') },
  { keys: ['r'], command: 'restart', title: text('Play from the start', '从头播放') },
  { keys: ['<'], command: 'slower', title: text('Slower', '减速') },
  { keys: ['>'], command: 'faster', title: text('Faster', '加速') },
  { keys: ['l'], command: 'loop', title: text('Repeat', '循环播放') },
  { keys: ['m'], command: 'mute', title: text('Mute', '静音') },
];

const byKind: Record<MediaKind, readonly MediaKey[]> = {
  image: [
    { keys: ['+'], command: 'larger', title: text('Enlarge all pictures', '放大所有图像') },
    { keys: ['-'], command: 'smaller', title: text('Make them smaller', '缩小') },
    { keys: ['f', '0'], command: 'fit', title: text('Show them whole', '完整显示') },
    {
      keys: ['v'],
      command: 'next',
      title: text('Show the next one in the place of all', '在同一位置显示下一张'),
    },
  ],
  audio: [
    ...playing,
    {
      keys: ['v'],
      command: 'next',
      title: text('Hear the next one at the same place', '在同一位置改听下一段'),
    },
    { keys: [','], command: 'back', title: text('Two seconds back', '后退两秒') },
    { keys: ['.'], command: 'on', title: text('Two seconds on', '前进两秒') },
  ],
  video: [
    ...playing,
    { keys: ['v'], command: 'next', title: text('Hear the next one', '改听下一段的声音') },
    { keys: [','], command: 'back', title: text('One picture back', '后退一帧') },
    { keys: ['.'], command: 'on', title: text('One picture on', '前进一帧') },
  ],
};

/** The keys of what is shown, without those that the form has for itself; one alone has nothing to go on to. */
export function mediaKeys(
  kind: MediaKind,
  count: number,
  formKeys: readonly { keys: readonly string[] }[],
): MediaKey[] {
  const taken = formKeys.flatMap(({ keys }) => keys);
  return byKind[kind]
    .filter(({ command }) => count > 1 || command !== 'next')
    .map((one) => ({ ...one, keys: one.keys.filter((key) => !taken.includes(key)) }))
    .filter(({ keys }) => keys.length > 0);
}
