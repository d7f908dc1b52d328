import { mpegAudio } from './mpeg-audio.ts';
import { keepChunks, riffChunks } from './pieces.ts';

/** A WAV of its format and samples alone. */
export function cleanWav(bytes: Buffer) {
  const chunks = riffChunks(bytes).filter(({ name }) => ['fmt ', 'fact', 'data'].includes(name));
  const [format, data] = ['fmt ', 'data'].map((wanted) => chunks.find(({ name }) => name === wanted));
  if (!format || !data) throw new RangeError('A part is missing.');
  const seconds = (data.end - data.start - 8) / bytes.readUInt32LE(format.start + 16);
  return { bytes: keepChunks(bytes, chunks), seconds };
}

/** The frames of an MP3, without tags. */
export function cleanMp3(bytes: Buffer) {
  const found = mpegAudio(bytes);
  if (!found) throw new RangeError('There is no frame.');
  return { bytes: bytes.subarray(found.start, found.end), seconds: found.seconds };
}
