/** How a browser may show a file in place. */
export type MediaType = `${'image' | 'audio' | 'video'}/${string}`;

/** Bytes that tell a file's type. */
export const TELLING_BYTES = 64;

type Sign = [type: MediaType, at: number, bytes: string];

/**
 * The first bytes of the formats that browsers play and that hold no code, as Latin-1 text. SVG and HTML are not among
 * them: they can hold scripts.
 */
const signs: readonly Sign[] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['audio/flac', 0, 'fLaC'],
  ['audio/ogg', 0, 'OggS'],
  ['audio/mpeg', 0, 'ID3'],
  ['video/webm', 0, '\x1aE\xdf\xa3'],
];

const brands: Record<string, MediaType> = {
  avif: 'image/avif',
  'M4A ': 'audio/mp4',
  isom: 'video/mp4',
  iso2: 'video/mp4',
  iso4: 'video/mp4',
  iso5: 'video/mp4',
  iso6: 'video/mp4',
  mp41: 'video/mp4',
  mp42: 'video/mp4',
  avc1: 'video/mp4',
  'M4V ': 'video/mp4',
};

/** The type of an image, a sound or a film by its first bytes, whatever its name says; undefined for anything else. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const text = Buffer.from(bytes.subarray(0, TELLING_BYTES)).toString('latin1');
  const found = signs.find(([, at, sign]) => text.startsWith(sign, at));
  if (found) return found[0];
  if (text.startsWith('RIFF')) return riffType(text.slice(8, 12));
  if (text.slice(4, 8) === 'ftyp') return brands[text.slice(8, 12)];
  return isMpegAudio(bytes) ? 'audio/mpeg' : undefined;
}

function riffType(form: string): MediaType | undefined {
  if (form === 'WEBP') return 'image/webp';
  return form === 'WAVE' ? 'audio/wav' : undefined;
}

/** A frame of MP3 begins with eleven set bits, and names layer III. */
function isMpegAudio([first = 0, second = 0]: Uint8Array): boolean {
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) === 0x02;
}
