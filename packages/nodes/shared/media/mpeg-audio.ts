const kilobits = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const hertz = [44_100, 48_000, 32_000];

interface Frame {
  length: number;
  seconds: number;
}

/** The frame of MPEG audio of layer III that begins here. */
function frameAt(bytes: Buffer, at: number): Frame | undefined {
  if (at + 4 > bytes.length || bytes.readUInt16BE(at) < 0xffe0) return undefined;
  const head = bytes.readUInt32BE(at);
  const version = (head >>> 19) & 3;
  if (version === 1 || ((head >>> 17) & 3) !== 1) return undefined;
  const isFirst = version === 3;
  const rate = kilobits[isFirst ? 1 : 2][(head >>> 12) & 15];
  const base = hertz[(head >>> 10) & 3];
  if (!rate || !base) return undefined;
  const frequency = base / (isFirst ? 1 : version === 2 ? 2 : 4);
  const samples = isFirst ? 1152 : 576;
  const length = Math.floor(((samples / 8) * rate * 1000) / frequency) + ((head >>> 9) & 1);
  return { length, seconds: samples / frequency };
}

/** Size of an ID3 tag at the start of a file: its head, and seven bits of each of four bytes. */
function tagLength(bytes: Buffer): number {
  if (bytes.toString('latin1', 0, 3) !== 'ID3' || bytes.length < 10) return 0;
  return 10 + [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (bytes.readUInt8(at) & 127), 0);
}

/** Where the frames of an MP3 stand between its tags, and how long they sound; undefined where there are none. */
export function mpegAudio(bytes: Buffer): { start: number; end: number; seconds: number } | undefined {
  const start = tagLength(bytes);
  let end = start;
  let seconds = 0;
  for (let frame = frameAt(bytes, end); frame; frame = frameAt(bytes, end)) {
    end = Math.min(bytes.length, end + frame.length);
    seconds += frame.seconds;
  }
  return seconds > 0 ? { start, end, seconds } : undefined;
}
