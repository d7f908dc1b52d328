import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readEvent } from '../../packages/labeling/formats/events/heed.ts';
import { eventOfRow } from '../../packages/labeling/formats/events/table.ts';
import { exportFormats } from '../../packages/labeling/formats/index.ts';
import { recordsIn } from '../../packages/nodes/shared/files/records.ts';
import { readValues } from './compare.ts';
import { events, fileOf, writeExports } from './exports.ts';
import { describeReference, runScript, temporaryFolder } from './python.ts';

const records = z.array(z.record(z.string(), z.unknown()));
const values = z.object({
  ...{ trl: records, hhRlhf: records, heed: records, labelStudio: records, argilla: records },
  ...{ csv: records, parquet: records },
});

const decided = events.filter(({ outcome }) => outcome === 'answered');
const texts = ({ candidates }: (typeof events)[number]) => candidates.map(({ text }) => text);

describeReference(
  'Files that other tools read',
  async (folder) => {
    await mkdir(join(folder, 'exports'));
    await writeExports(join(folder, 'exports'));
    await runScript('exports.py', join(folder, 'exports'), join(folder, 'exports', 'read.json'));
  },
  (folder) => {
    let read: z.infer<typeof values>;
    const fresh = temporaryFolder();
    beforeAll(async () => {
      read = await readValues(join(folder(), 'exports', 'read.json'), values);
      await writeExports(fresh());
    });

    test.each(exportFormats)('were written as Heed writes %s now', async (format) => {
      const [now, then] = [fresh(), join(folder(), 'exports')].map((at) =>
        readFile(join(at, fileOf(format))),
      );
      expect((await now)?.equals((await then) as Buffer)).toBe(true);
    });

    test('by datasets: preferences of TRL and dialogues of HH-RLHF', () => {
      const pairs = decided.map((event) => [event.prompt, ...texts(event)]);
      expect(read.trl.map(({ prompt, chosen, rejected }) => [prompt, chosen, rejected])).toEqual(pairs);
      expect(read.trl.map(({ margin, labeler }) => [margin, labeler])).toEqual(decided.map(() => [2, 'ann']));
      const dialogue = (prompt: string, answer?: string) => `\n\nHuman: ${prompt}\n\nAssistant: ${answer}`;
      expect(read.hhRlhf).toEqual(
        decided.map((event) => {
          const [chosen, rejected] = texts(event).map((answer) => dialogue(event.prompt, answer));
          return { chosen, rejected };
        }),
      );
    });

    test('by Label Studio’s converter: one row an annotation, with its choice and critique', () => {
      expect(read.labelStudio).toHaveLength(events.length);
      const given = read.labelStudio.filter(({ preference }) => preference !== '');
      const lines = (text: unknown) => String(text).replaceAll('\r\n', '\n');
      expect(given.map(({ prompt, answer1, answer2 }) => [prompt, lines(answer1), answer2])).toEqual(
        decided.map((event) => [event.prompt, ...texts(event).map(lines)]),
      );
      for (const { preference, critique } of given) {
        expect(preference).toContain('left');
        expect(critique).toContain('很清楚 👍');
      }
    });

    test('by Argilla: a record for each task, with the responses of both', () => {
      expect(read.argilla).toEqual(
        decided.map((event) => {
          const [first, second] = texts(event);
          return {
            fields: { prompt: event.prompt, response_1: first, response_2: second },
            responses: { preference: ['response_1', 'tie'], strength: [2], critique: [event.critique] },
          };
        }),
      );
    });

    test('by pandas and pyarrow: every event again', () => {
      expect(read.parquet.map(eventOfRow)).toEqual(events);
      expect(read.csv.map(eventOfRow)).toEqual(events);
      expect(read.heed.map((one) => one.id)).toEqual(events.map(({ id }) => id));
    });

    test.each(['csv', 'parquet'] as const)(
      'and what pandas writes as %s comes back as it was',
      async (format) => {
        const again: unknown[] = [];
        const file = `rewritten.${format}`;
        for await (const raw of recordsIn({ file, path: join(folder(), 'exports', file), format }))
          again.push('fields' in raw ? eventOfRow(raw.fields) : raw);
        expect(again).toEqual(events);
      },
    );

    test('the events themselves are what Heed takes', () => {
      expect(events.map((event) => readEvent(JSON.parse(JSON.stringify(event))))).toEqual(events);
    });
  },
  ['argilla', 'label_studio_sdk', 'datasets', 'pandas', 'pyarrow'],
);
