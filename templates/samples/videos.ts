import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { element } from '@heed/nodes/shared/media/ebml.ts';
import { webm } from '@heed/nodes/shared/media/webm-ids.ts';
import { type WebmCluster, writeWebm } from '@heed/nodes/shared/media/webm-write.ts';
import { chromium } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../tests/support/chromium.ts';
import { FRAME_RATE, type MotionName, motions, poses } from './motions.ts';

const folder = import.meta.dirname;
const SIDE = 160;
const BITRATE = 40_000;

/** A compressed picture, as the script in the browser gives it. */
interface Chunk {
  base64: string;
  milliseconds: number;
  isKey: boolean;
}

const TRACK = 1;
const [KEY, PLAIN] = [0x80, 0];

/** A picture as a SimpleBlock: its track, its time against the cluster's, and whether it stands for itself. */
function simpleBlock({ base64, milliseconds, isKey }: Chunk, start: number): Buffer {
  const head = Buffer.of(0x80 | TRACK, 0, 0, isKey ? KEY : PLAIN);
  head.writeInt16BE(milliseconds - start, 1);
  return element(webm.simpleBlock, head, Buffer.from(base64, 'base64'));
}

/** Pictures of VP8 as WebM, in clusters that each begin with one that stands for itself. */
function muxed(chunks: readonly Chunk[]): Buffer {
  const starts = chunks.flatMap(({ isKey }, place) => (isKey ? [place] : []));
  const clusters = starts.map((from, place): WebmCluster => {
    const own = chunks.slice(from, starts[place + 1]);
    const timestamp = own[0]?.milliseconds ?? 0;
    return { timestamp, isEntry: true, blocks: own.map((chunk) => simpleBlock(chunk, timestamp)) };
  });
  const size = element(webm.video, element(webm.pixelWidth, SIDE), element(webm.pixelHeight, SIDE));
  const track = element(
    webm.track,
    ...[element(webm.trackNumber, TRACK), element(webm.trackUid, TRACK), element(webm.trackType, 1)],
    ...[element(webm.lacing, 0), element(webm.defaultDuration, 1e9 / FRAME_RATE)],
    ...[element(webm.codecId, 'V_VP8'), size],
  );
  const duration = (1000 * chunks.length) / FRAME_RATE;
  return writeWebm({ timestampScale: 1e6, duration, tracks: [track], cueTrack: TRACK, clusters });
}

/** Films every motion, smooth and jerky, in the browser that the tests use too; Node has no encoder. */
async function filmAll(): Promise<Map<string, Buffer>> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is missing; run "node tests/support/chromium.ts".');
  const browser = await chromium.launch({ executablePath, args: chromiumFlags, chromiumSandbox: false });
  const page = await browser.newPage();
  // encoders are open to pages of this machine, not to about:blank
  await page.route('http://localhost/', (route) =>
    route.fulfill({ body: '<!doctype html>', contentType: 'text/html' }),
  );
  await page.goto('http://localhost/');
  await page.addScriptTag({ content: readFileSync(join(folder, 'film.js'), 'utf8') });
  const films = new Map<string, Buffer>();
  for (const name of Object.keys(motions) as MotionName[])
    for (const model of ['smooth', 'jerky']) {
      const { shape, color } = motions[name];
      const wish = {
        shape,
        color,
        poses: poses(name, model === 'smooth'),
        side: SIDE,
        frameRate: FRAME_RATE,
      };
      const chunks = await page.evaluate<Chunk[]>(`film(${JSON.stringify({ ...wish, bitrate: BITRATE })})`);
      films.set(join(folder, `videos/${name}-${model}.webm`), muxed(chunks));
    }
  await browser.close();
  return films;
}

// Run by hand, with: npm exec -- node templates/samples/videos.ts. Another browser compresses to other bytes.
if (import.meta.main) {
  mkdirSync(join(folder, 'videos'), { recursive: true });
  for (const [file, bytes] of await filmAll()) {
    writeFileSync(file, bytes);
    process.stdout.write(`Wrote ${file}\n`);
  }
}
