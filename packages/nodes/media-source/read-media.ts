import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { extname, isAbsolute, join, sep } from 'node:path';
import { BadRecord } from '@heed/labeling/formats/feedback.ts';
import { type CleanMedia, type MediaModality, mediaFormats, mediaNames } from '../shared/media/media.ts';
import { MediaRefusal } from '../shared/media/refusal.ts';

const MEGABYTE = 1024 * 1024;
/** A video is read whole while it is checked; more than this is nothing to be judged in one sitting. */
const largest: Record<MediaModality, number> = {
  image: 25 * MEGABYTE,
  audio: 25 * MEGABYTE,
  video: 100 * MEGABYTE,
};
const MOST_PIXELS = 8192;
const LONGEST_SECONDS = 600;

/** A file as it goes into the artifact, named by its content alone. */
export interface MediaFile extends CleanMedia {
  path: string;
}

/** The bytes of a file that lies in the folder or below it; a link out of it does not count. */
function bytesOf(folder: string, name: string, most: number): Buffer {
  let file = '';
  try {
    file = isAbsolute(name) ? '' : realpathSync(join(folder, name));
  } catch {
    throw new BadRecord(
      `names ${name}, which does not exist beside it`,
      `所列的 ${name} 在其所在文件夹中不存在`,
    );
  }
  if (!file.startsWith(realpathSync(folder) + sep) || !statSync(file).isFile())
    throw new BadRecord(
      `names ${name}, which is not a file in its own folder`,
      `所列的 ${name} 不是其所在文件夹中的文件`,
    );
  if (statSync(file).size > most)
    throw new BadRecord(
      `names ${name}, which is larger than ${most / MEGABYTE} MB`,
      `所列的 ${name} 超过 ${most / MEGABYTE} MB`,
    );
  return readFileSync(file);
}

/** What the first bytes say. Throws for what is none of the formats, or another one than its name says. */
function formatOf(bytes: Buffer, name: string) {
  const format = mediaFormats.find(({ fits }) => fits(bytes));
  const known = mediaFormats.map(({ title }) => title);
  if (!format && /^\s*(<\?xml|<!--|<!doctype svg|<svg)/i.test(bytes.toString('latin1', 0, 200)))
    throw new BadRecord(
      `names ${name}, an SVG drawing, which can hold scripts; save it as PNG`,
      `所列的 ${name} 是 SVG 图形，可能含有脚本；请另存为 PNG`,
    );
  if (!format)
    throw new BadRecord(
      `names ${name}, whose content is none of ${known.join(', ')}`,
      `所列的 ${name} 的内容不是 ${known.join('、')} 中的任何一种`,
    );
  if (format.endings.includes(extname(name).slice(1).toLowerCase())) return format;
  throw new BadRecord(
    `names ${name}, whose content is ${format.title}; rename it to end in .${format.endings[0]}`,
    `所列的 ${name} 的内容是 ${format.title}；请将其后缀改为 .${format.endings[0]}`,
  );
}

function checkLimits(name: string, { width = 1, height = 1, seconds = 1 }: CleanMedia): void {
  if (!(width > 0 && height > 0 && seconds > 0 && seconds < Number.POSITIVE_INFINITY)) throw broken(name);
  if (Math.max(width, height) > MOST_PIXELS)
    throw new BadRecord(
      `names ${name}, whose ${width} × ${height} pixels are more than ${MOST_PIXELS} a side`,
      `所列的 ${name} 为 ${width} × ${height} 像素，单边超过 ${MOST_PIXELS}`,
    );
  if (seconds > LONGEST_SECONDS)
    throw new BadRecord(
      `names ${name}, which is longer than ${LONGEST_SECONDS / 60} minutes`,
      `所列的 ${name} 时长超过 ${LONGEST_SECONDS / 60} 分钟`,
    );
}

function broken(name: string): BadRecord {
  return new BadRecord(`names ${name}, which is cut off or damaged`, `所列的 ${name} 不完整或已损坏`);
}

/** Reads, checks and cleans one file. Throws a `BadRecord` that says what is wrong with it. */
export function readMedia(folder: string, name: string, modality: MediaModality): MediaFile {
  const bytes = bytesOf(folder, name, largest[modality]);
  const format = formatOf(bytes, name);
  const wanted = mediaNames[modality];
  if (format.modality !== modality)
    throw new BadRecord(
      `names ${name}, a ${format.title}, where the node reads ${wanted.en}; change its "Kind of files"`,
      `所列的 ${name} 是 ${format.title}，而该节点读取${wanted.zh}；请更改“文件种类”`,
    );
  let media: CleanMedia;
  try {
    media = { type: format.type, ...format.clean(bytes) };
  } catch (error) {
    if (error instanceof RangeError) throw broken(name);
    if (!(error instanceof MediaRefusal)) throw error;
    const { en, zh } = error.clause;
    throw new BadRecord(`names ${name}, ${en}`, `所列的 ${name} ${zh}`);
  }
  checkLimits(name, media);
  const sha256 = createHash('sha256').update(media.bytes).digest('hex');
  return { ...media, path: `media/${sha256}.${format.endings[0]}` };
}
