import { join } from 'node:path';
import { createRandom } from '@heed/engine/random';
import { draw, type drawings } from './drawings.ts';
import type { MotionName } from './motions.ts';
import { play, type sounds } from './sounds.ts';

const folder = import.meta.dirname;

const pictures: readonly [keyof typeof drawings, prompt: string][] = [
  ['circle', 'Draw a red circle in the middle.'],
  ['house', '画一座红顶小屋，门在正中。'],
  ['sun', 'Draw a sun with twelve rays.'],
  ['tree', '画一棵长在草地上的树。'],
];
const pieces: readonly [keyof typeof sounds, prompt: string][] = [
  ['tone', 'Play an even tone for one second.'],
  ['steps', '播放依次升高的三个音。'],
  ['chord', 'Play a major chord.'],
  ['beeps', '播放两声短促的提示音。'],
];
const films: readonly [MotionName, prompt: string][] = [
  ['ball', 'A ball bounces from left to right.'],
  ['balloon', '一只气球缓缓升起。'],
  ['pendulum', 'A pendulum swings to and fro.'],
  ['star', '一颗星星匀速转一圈。'],
];

/** The table of two files a prompt, one well made and one not, with who made them. */
function tableOf(
  table: string,
  ending: string,
  subjects: readonly (readonly [string, string])[],
  models: readonly [string, string],
): [string, string] {
  const lines = subjects.map(([name, prompt]) => {
    const files = models.map((model) => `${table}/${name}-${model}.${ending}`);
    return `${JSON.stringify({ prompt, files, model: models })}\n`;
  });
  return [join(folder, `${table}.jsonl`), lines.join('')];
}

/** The files and their table. */
function pairs<Name extends string>(
  table: string,
  ending: string,
  subjects: readonly (readonly [Name, string])[],
  [good, poor]: readonly [string, string],
  make: (name: Name, isGood: boolean) => Buffer,
): [string, string | Buffer][] {
  const files = subjects.flatMap(([name]) =>
    [good, poor].map((model): [string, Buffer] => [
      join(folder, table, `${name}-${model}.${ending}`),
      make(name, model === good),
    ]),
  );
  return [tableOf(table, ending, subjects, [good, poor]), ...files];
}

/**
 * Sample pictures and sounds by path: drawn and played by these scripts, the same bytes every time. Of videos only the
 * table: `videos.ts` films them in a browser.
 */
export function samples(seed = 1): [string, string | Buffer][] {
  const random = createRandom(seed).fork('samples');
  return [
    ...pairs('drawings', 'png', pictures, ['steady', 'shaky'], (name, isGood) =>
      draw(name, isGood, random.fork(name)),
    ),
    ...pairs('sounds', 'wav', pieces, ['clean', 'noisy'], (name, isGood) =>
      play(name, isGood, random.fork(name)),
    ),
    tableOf('videos', 'webm', films, ['smooth', 'jerky']),
  ];
}
