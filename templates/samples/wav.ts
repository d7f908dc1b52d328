/** Samples from -1 to 1 as WAV: one channel of 8 bits. */
export function wav(samples: readonly number[], rate: number): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  const levels = samples.map((sample) => Math.round(127.5 + 127.5 * Math.max(-1, Math.min(1, sample))));
  return Buffer.concat([head, Buffer.from(levels)]);
}
