import { box, words } from '@heed/nodes/shared/media/boxes.ts';
import type { Page } from 'playwright-core';

const FRAME_RATE = 25;
const SIDE = 160;

/** Compressed pictures of a film, and what a decoder has to know of them. */
interface Compressed {
  description: string;
  pictures: { base64: string; isKey: boolean }[];
}

/** Runs in a browser: a bar goes from left to right, or stands for a while and jumps, as H.264. */
const film = `(async ({ frames, side, frameRate, jerky }) => {
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext('2d');
  const pictures = [];
  let description = '';
  const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const encoder = new VideoEncoder({
    output: (chunk, { decoderConfig } = {}) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      if (decoderConfig?.description) description = base64(decoderConfig.description);
      pictures.push({ base64: base64(bytes), isKey: chunk.type === 'key' });
    },
    error: (error) => { throw error; },
  });
  encoder.configure({
    codec: 'avc1.42001f', width: side, height: side, bitrate: 200_000, framerate: frameRate, avc: { format: 'avc' },
  });
  for (let frame = 0; frame < frames; frame++) {
    const share = (jerky ? frame - (frame % 10) : frame) / frames;
    pen.fillStyle = '#dcecf7';
    pen.fillRect(0, 0, side, side);
    pen.fillStyle = '#d9413a';
    pen.fillRect(share * side, 20, 12, side - 40);
    const picture = new VideoFrame(canvas, { timestamp: Math.round((frame * 1e6) / frameRate) });
    encoder.encode(picture, { keyFrame: frame % frameRate === 0 });
    picture.close();
  }
  await encoder.flush();
  return { description, pictures };
})`;

/** Films a bar in the browser and puts it into an MP4 in one piece (ISO/IEC 14496-12 and -15), of so many seconds. */
export async function filmMp4(page: Page, seconds: number, jerky: boolean): Promise<Buffer> {
  // encoders are open to pages of this machine, not to about:blank
  await page.route('http://localhost/', (route) =>
    route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }),
  );
  await page.goto('http://localhost/');
  const wish = { frames: seconds * FRAME_RATE, side: SIDE, frameRate: FRAME_RATE, jerky };
  return muxed(await page.evaluate<Compressed>(`${film}(${JSON.stringify(wish)})`));
}

const unit = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
const ftyp = box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1'));

function muxed({ description, pictures }: Compressed): Buffer {
  const samples = pictures.map(({ base64 }) => Buffer.from(base64, 'base64'));
  const keys = pictures.flatMap(({ isKey }, place) => (isKey ? [place + 1] : []));
  const count = samples.length;
  const size = Buffer.alloc(4);
  size.writeUInt16BE(SIDE, 0);
  size.writeUInt16BE(SIDE, 2);
  const entry = Buffer.concat([
    ...[words(0, 1, 0, 0, 0, 0), size, words(0x480000, 0x480000, 0), Buffer.of(0, 1), Buffer.alloc(32)],
    Buffer.of(0, 0x18, 0xff, 0xff),
  ]);
  const moovAt = (start: number) =>
    box(
      'moov',
      box(
        'mvhd',
        words(0, 0, 0, FRAME_RATE, count, 0x10000, 0x1000000, 0, 0),
        unit,
        Buffer.alloc(24),
        words(2),
      ),
      box(
        'trak',
        box('tkhd', words(7, 0, 0, 1, 0, count, 0, 0, 0, 0), unit, words(SIDE << 16, SIDE << 16)),
        box(
          'mdia',
          box('mdhd', words(0, 0, 0, FRAME_RATE, count, 0x55c40000)),
          box('hdlr', words(0, 0), Buffer.from('vide'), words(0, 0, 0), Buffer.alloc(1)),
          box(
            'minf',
            box('vmhd', words(1, 0, 0)),
            box('dinf', box('dref', words(0, 1), box('url ', words(1)))),
            box(
              'stbl',
              box('stsd', words(0, 1), box('avc1', entry, box('avcC', Buffer.from(description, 'base64')))),
              box('stts', words(0, 1, count, 1)),
              box('stss', words(0, keys.length, ...keys)),
              box('stsc', words(0, 1, 1, count, 1)),
              box('stsz', words(0, 0, count, ...samples.map(({ length }) => length))),
              box('stco', words(0, 1, start)),
            ),
          ),
        ),
      ),
    );
  const start = ftyp.length + moovAt(0).length + 8;
  return Buffer.concat([ftyp, moovAt(start), box('mdat', ...samples)]);
}
