import { type Localized, text } from '@heed/schema';
import { cleanGif } from './gif.ts';
import { cleanMp4 } from './mp4.ts';
import { mpegAudio } from './mpeg-audio.ts';
import { cleanJpeg, cleanPng, cleanWebp } from './pictures.ts';
import { cleanMp3, cleanWav } from './sounds.ts';
import { cleanWebm } from './webm.ts';

/** A picture, a sound or a video, measured, and without what could name its maker. */
export interface CleanMedia {
  type: string;
  bytes: Buffer;
  width?: number;
  height?: number;
  seconds?: number;
}

export type MediaModality = 'image' | 'audio' | 'video';

/** Several of a kind, for sentences. */
export const mediaNames = {
  image: text('pictures', '图像'),
  audio: text('sounds', '音频'),
  video: text('videos', '视频'),
} as const satisfies Record<MediaModality, Localized>;

interface MediaFormat {
  type: string;
  modality: MediaModality;
  title: string;
  endings: readonly string[];
  fits(bytes: Buffer): boolean;
  /** Throws a RangeError for a file that is cut or damaged, and a `MediaRefusal` for one that is not taken. */
  clean(bytes: Buffer): Omit<CleanMedia, 'type'>;
}

const begins = (sign: string, at = 0) => {
  return (bytes: Buffer) => bytes.toString('latin1', at, at + sign.length) === sign;
};
const riff = (form: string) => (bytes: Buffer) => begins('RIFF')(bytes) && begins(form, 8)(bytes);

/** What an MP4 calls itself; QuickTime and AVIF, which are built alike, are others. */
const mp4Brands: ReadonlySet<string> = new Set([
  'isom',
  'iso2',
  'iso4',
  'iso5',
  'iso6',
  'mp41',
  'mp42',
  'avc1',
  'M4V ',
]);

/** Pictures, sounds and videos that every browser shows and that hold no code, told by their first bytes. */
export const mediaFormats: readonly MediaFormat[] = [
  {
    ...{ type: 'image/png', modality: 'image', title: 'PNG', endings: ['png'] },
    ...{ fits: begins('\x89PNG\r\n\x1a\n'), clean: cleanPng },
  },
  {
    ...{ type: 'image/jpeg', modality: 'image', title: 'JPEG', endings: ['jpg', 'jpeg'] },
    ...{ fits: begins('\xff\xd8\xff'), clean: cleanJpeg },
  },
  {
    ...{ type: 'image/webp', modality: 'image', title: 'WebP', endings: ['webp'] },
    ...{ fits: riff('WEBP'), clean: cleanWebp },
  },
  {
    ...{ type: 'image/gif', modality: 'image', title: 'GIF', endings: ['gif'] },
    fits: (bytes) => begins('GIF87a')(bytes) || begins('GIF89a')(bytes),
    clean: cleanGif,
  },
  {
    ...{ type: 'audio/wav', modality: 'audio', title: 'WAV', endings: ['wav'] },
    ...{ fits: riff('WAVE'), clean: cleanWav },
  },
  {
    ...{ type: 'audio/mpeg', modality: 'audio', title: 'MP3', endings: ['mp3'] },
    ...{ fits: (bytes) => mpegAudio(bytes) !== undefined, clean: cleanMp3 },
  },
  {
    ...{ type: 'video/webm', modality: 'video', title: 'WebM', endings: ['webm'] },
    ...{ fits: begins('\x1aE\xdf\xa3'), clean: cleanWebm },
  },
  {
    ...{ type: 'video/mp4', modality: 'video', title: 'MP4', endings: ['mp4', 'm4v'] },
    fits: (bytes) => begins('ftyp', 4)(bytes) && mp4Brands.has(bytes.toString('latin1', 8, 12)),
    clean: cleanMp4,
  },
];
