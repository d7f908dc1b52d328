import { Readable } from 'node:stream';
import { exportFormats } from '@heed/labeling/formats/index.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportWish } from '../../apps/runner/src/api/labels-inputs.ts';
import type { ImportView } from '../../apps/runner/src/api/labels-views.ts';
import { UserError } from '../../apps/runner/src/errors.ts';
import { storeUpload } from '../../apps/runner/src/graphs/uploads.ts';
import { createRandom, type Random } from '../../packages/engine/random/index.ts';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { person } from './labelers.ts';

const SEED = 20_260_101;
const DAMAGES = 25;

/** A run that asks, and the set that it asks. */
async function asked(heed: TestRunner, name: string) {
  const { id: run } = await heed.run(graph({ [name]: { kind: 'ask', pairs: 4, overlap: 3 } }));
  const set = heed.runner.services.labels.list().find(({ latest }) => latest?.run === run)?.id ?? '';
  return { run, set };
}

const standing = (heed: TestRunner, set: string) =>
  heed.runner.services.labels.list().find(({ id }) => id === set)?.judgements;

/** What importing bytes comes to: what was found, or the error. */
async function imported(
  heed: TestRunner,
  set: string,
  bytes: Uint8Array,
  { name, ...wish }: Partial<ImportWish> & { name: string },
): Promise<ImportView | Error> {
  const path = await storeUpload(heed.runner.uploads, name, Readable.from([bytes]));
  const all = { place: { set }, source: 'elsewhere', ...wish, path };
  return heed.runner.services.labels.import(all).catch((error: Error) => error);
}

/** One sentence in both languages, without what a terminal or a page would stumble over. */
function expectSentence({ en, zh }: { en: string; zh: string }) {
  for (const sentence of [en, zh]) {
    expect(sentence).toMatch(/[.!?。！？]$/);
    expect(sentence).not.toMatch(/\p{Cc}/u);
    expect(sentence.length).toBeLessThan(600);
  }
}

/** Whatever was in the file, it is told in sentences, and nothing or everything good came in. */
async function expectCalm(heed: TestRunner, set: string, found: ImportView | Error) {
  if (found instanceof Error) {
    expect(found).toBeInstanceOf(UserError);
    expectSentence((found as UserError).localized);
    expect(standing(heed, set)).toBe(0);
    return;
  }
  for (const { message } of found.badLines) expectSentence(message);
  if (!found.isDone) expect(standing(heed, set)).toBe(0);
}

/** Replaces some bytes, cuts or doubles a part, or puts something in that does not belong there. */
function damaged(bytes: Buffer, random: Random): Buffer {
  const at = random.integer(bytes.length);
  const strange = ['\0', '\uFEFF', '1e999', '-0', '"', '{', ']', '\n', ',', '9'.repeat(400), '\\ud800'];
  const piece = [
    ...strange.map((one) => Buffer.from(one)),
    Buffer.from([0xff, 0xfe]),
    Buffer.from([0xc4, 0xe3]),
  ];
  switch (random.integer(5)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([
        bytes.subarray(0, at),
        piece[random.integer(piece.length)] as Buffer,
        bytes.subarray(at),
      ]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(random.integer(bytes.length))]);
    default: {
      const changed = Buffer.from(bytes);
      for (let n = 0; n <= random.integer(6); n++)
        changed[random.integer(changed.length)] = random.integer(256);
      return changed;
    }
  }
}

let heed: TestRunner;
let judged: string;
let set: string;
beforeAll(async () => {
  heed = await TestRunner.open();
  const { run, ...people } = await asked(heed, 'people');
  const ada = person(heed.runner.services.labeling, run, 'Ada');
  for (const choice of ['first', 'tie', 'both-bad', 'second'] as const) ada.judge(choice);
  judged = people.set;
  set = (await asked(heed, 'others')).set;
});
afterAll(() => heed[Symbol.asyncDispose]());

describe('whatever bytes are imported as labels', () => {
  it.each(exportFormats)('a damaged file of %s is told in sentences', async (format) => {
    const { name, body } = heed.runner.services.labels.export({ place: { set: judged }, format });
    const parts = (await Readable.from(body).toArray()).map((one) => Buffer.from(one));
    const random = createRandom(SEED).fork(format);
    for (let n = 0; n < DAMAGES; n++) {
      const wish = { name, skipBad: n % 2 === 1, dryRun: true };
      await expectCalm(heed, set, await imported(heed, set, damaged(Buffer.concat(parts), random), wish));
    }
  });

  it.each([
    ['UTF-16 with its mark', Buffer.from('\uFEFF{"prompt":"p"}', 'utf16le'), 'is not UTF-8 at byte 0'],
    [
      'GBK',
      Buffer.from([...Buffer.from('{"prompt":"'), 0xc4, 0xe3, ...Buffer.from('"}')]),
      'is not UTF-8 at byte 1',
    ],
    ['zeros', Buffer.alloc(4096), 'is not a JSON object'],
    ['a line of 10 MB', Buffer.alloc(10 * 1024 * 1024, 'a'), 'is not a JSON object: aaaa'],
    ['deep brackets', Buffer.from('['.repeat(200_000)), 'is not a JSON object: [[['],
    ['numbers beyond all', Buffer.from('{"prompt":"p","completion":"a","label":1e999}'), 'has the label'],
  ])('%s', async (_, bytes, sentence) => {
    for (const name of ['x.json', 'x.csv', 'x.parquet'])
      await expectCalm(heed, set, await imported(heed, set, bytes, { name }));
    const found = await imported(heed, set, bytes, { name: 'x.jsonl' });
    expect(found).toMatchObject({ isDone: false, bad: 1 });
    expect((found as ImportView).badLines[0]?.message.en).toContain(sentence);
    expect(standing(heed, set)).toBe(0);
  });
});
