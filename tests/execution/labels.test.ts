import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { JudgementEvent } from '@heed/labeling/formats/events/event.ts';
import { formats } from '@heed/labeling/formats/index.ts';
import { describe, expect, it, vi } from 'vitest';
import type { ExportWish, ImportWish, LabelsPlace } from '../../apps/runner/src/api/labels-inputs.ts';
import { withLabels } from '../../apps/runner/src/cli/labels-client.ts';
import { main } from '../../apps/runner/src/cli/main.ts';
import { storeUpload } from '../../apps/runner/src/graphs/uploads.ts';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { person } from './labelers.ts';
import { serveTest } from './server.ts';

/** Runs a command in this process; gives its exit code and what it printed. */
async function printed(args: string[]) {
  const [out, error]: [string[], string[]] = [[], []];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((line) => void out.push(`${line}\n`)),
    vi.spyOn(console, 'error').mockImplementation((line) => void error.push(`${line}\n`)),
    vi
      .spyOn(process.stdout, 'write')
      .mockImplementation((part) => out.push(Buffer.from(part).toString()) > 0),
  ];
  try {
    const code = await main(args);
    return { code, out: out.join(''), error: error.join('') };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

const pipeline = (config: Record<string, unknown>, name = 'people') =>
  graph({ [name]: { kind: 'ask', ...config } });

/** A run that waits, and the set that it asks. */
async function asked(heed: TestRunner, config: Record<string, unknown> = {}, name = 'people') {
  const run = await heed.run(pipeline({ pairs: 4, overlap: 3, ...config }, name));
  const set = heed.runner.services.labels.list().find((one) => one.latest?.run === run.id);
  return { run: run.id, place: { set: set?.id ?? '' } };
}

async function exportOf(heed: TestRunner, place: LabelsPlace, wish: Partial<ExportWish> = {}) {
  return text(Readable.from(heed.runner.services.labels.export({ place, format: 'heed', ...wish }).body));
}

function eventsIn(lines: string): JudgementEvent[] {
  return lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

async function importInto(
  heed: TestRunner,
  place: LabelsPlace,
  content: string | Uint8Array,
  { name = 'labels.jsonl', ...wish }: Partial<ImportWish> & { name?: string } = {},
) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const path = await storeUpload(heed.runner.uploads, name, Readable.from([bytes]));
  return heed.runner.services.labels.import({ place, source: 'elsewhere', ...wish, path });
}

/** Two people say something of everything: answers, a tie, a skip, a correction and a withdrawal. */
function judgeAll(heed: TestRunner, run: string) {
  const desk = heed.runner.services.labeling;
  const [ada, bob] = ['Ada', '小明'].map((name) => person(desk, run, name)) as [
    ReturnType<typeof person>,
    ReturnType<typeof person>,
  ];
  for (const choice of ['first', 'tie', 'both-bad', 'skipped'] as const) ada.judge(choice);
  const [last] = ada.recent();
  if (last) ada.change(last.judgementId, ada.give(last.task.taskId, 'cannot-judge'));
  for (const choice of ['second', 'first'] as const) bob.judge(choice);
  bob.undo();
}

describe('labels as files', () => {
  it('list their sets with what is in them', async () => {
    await using heed = await TestRunner.open();
    const { run } = await asked(heed);
    judgeAll(heed, run);
    expect(heed.runner.services.labels.list()).toMatchObject([
      {
        name: 'people',
        form: 'pairwise',
        tasks: 4,
        judgements: 5,
        people: 2,
        judges: 0,
        rounds: 1,
        latest: { run },
      },
    ]);
  });

  it('hold every event in the order in which it was given, and an export as of a moment gives the same again', async () => {
    await using heed = await TestRunner.open();
    const { run, place } = await asked(heed);
    judgeAll(heed, run);
    const [{ revision = 0 } = {}] = heed.runner.services.labels.list();
    const before = await exportOf(heed, place);
    const events = eventsIn(before);
    expect(events.map(({ event, outcome, labeler }) => [event, outcome, labeler])).toEqual([
      ['answer', 'answered', 'Ada'],
      ['answer', 'tie', 'Ada'],
      ['answer', 'both-bad', 'Ada'],
      ['answer', 'skipped', 'Ada'],
      ['correction', 'cannot-judge', 'Ada'],
      ['answer', 'answered', '小明'],
      ['answer', 'answered', '小明'],
      ['withdrawal', null, '小明'],
    ]);
    expect(events[4]?.replaces).toBe(events[3]?.id);
    person(heed.runner.services.labeling, run, 'Cy').judge();
    expect(await exportOf(heed, place, { asOf: revision })).toBe(before);
    expect(eventsIn(await exportOf(heed, { run, node: 'people' }))).toHaveLength(9);
  });

  it.each([
    ['heed', 'labels.jsonl'],
    ['csv', 'labels.csv'],
    ['parquet', 'labels.parquet'],
  ] as const)(
    'come back from %s into another pipeline as they were, once however often',
    async (format, name) => {
      await using heed = await TestRunner.open();
      const first = await asked(heed);
      judgeAll(heed, first.run);
      const given = eventsIn(await exportOf(heed, first.place));
      const { body } = heed.runner.services.labels.export({ place: first.place, format });
      const file = Buffer.concat(
        await Readable.from(body)
          .map((part) => Buffer.from(part))
          .toArray(),
      );
      const other = await asked(heed, {}, 'others');
      const { labels } = heed.runner.services;
      const dry = await importInto(heed, other.place, file, { name, dryRun: true });
      expect(dry).toMatchObject({ isDone: false, format: 'heed', added: 8, asked: 8, newTasks: 0, bad: 0 });
      expect(labels.list().find(({ id }) => id === other.place.set)?.judgements).toBe(0);
      expect(await importInto(heed, other.place, file, { name })).toMatchObject({ isDone: true, added: 8 });
      const again = eventsIn(await exportOf(heed, other.place));
      const plain = ({ task: _, source: __, ...event }: JudgementEvent) => event;
      expect(again.map(plain)).toEqual(given.map(plain));
      expect(again.every(({ source }) => source === 'elsewhere')).toBe(true);
      expect(await importInto(heed, other.place, file, { name })).toMatchObject({
        isDone: false,
        added: 0,
        known: 8,
      });
      expect(await importInto(heed, first.place, file, { name })).toMatchObject({ added: 0, known: 8 });
      expect(labels.list().find(({ id }) => id === other.place.set)).toMatchObject({
        ...{ judgements: 5, imported: 5, people: 2, sources: ['elsewhere'] },
      });
    },
  );

  it('count toward what a waiting run wants, and let it go on', async () => {
    await using heed = await TestRunner.open();
    const { run, place } = await asked(heed, { pairs: 2, overlap: 1 });
    const trl = [0, 1].map((n) => {
      return { prompt: `Prompt ${n}`, chosen: `Answer A${n}`, rejected: `Answer B${n}`, labeler: 'Zoe' };
    });
    const seq = heed.record(run).events.at(-1)?.seq;
    const lines = trl.map((one) => JSON.stringify(one)).join('\n');
    expect(await importInto(heed, place, lines)).toMatchObject({
      format: 'trl',
      isDone: true,
      added: 2,
      asked: 2,
    });
    const done = await heed.rest(run, seq);
    expect([done.state, done.node('people').results?.answers]).toEqual(['succeeded', 2]);
    const rows = heed.runner.labeling.rows({ run, node: 'people' });
    expect(rows.map(({ labeler, chosenId, timeMs, at }) => [labeler, chosenId, timeMs, at])).toEqual([
      ['Zoe', 'a0', null, null],
      ['Zoe', 'a1', null, null],
    ]);
  });

  it('keep a labeler of a file apart from one of the same name who works here, and judges apart from people', async () => {
    await using heed = await TestRunner.open();
    const { run, place } = await asked(heed);
    person(heed.runner.services.labeling, run, 'Ada').judge();
    const [event] = eventsIn(await exportOf(heed, place));
    const judged = { ...event, id: 'from-a-judge', labelerKind: 'judge', labeler: 'Ada' };
    await importInto(heed, place, JSON.stringify(judged));
    const rows = heed.runner.labeling.rowsOfSet(place.set);
    expect(rows.map(({ labeler, labelerKind, counted }) => [labeler, labelerKind, counted])).toEqual([
      ['Ada', 'person', true],
      ['Ada 2', 'judge', false],
    ]);
    const stats = await heed.runner.services.labels.stats(place);
    expect(stats.figures).toMatchObject({ people: 1, judges: 1, judgements: 2 });
  });

  it('name bad lines, and come in without them only where that is wanted', async () => {
    await using heed = await TestRunner.open();
    const { run, place } = await asked(heed);
    judgeAll(heed, run);
    const lines = (await exportOf(heed, place)).trim().split('\n');
    const renamed = lines.map((line, n) => {
      const event = JSON.parse(line);
      const ids = { id: `other-${event.id}`, replaces: event.replaces && `other-${event.replaces}` };
      return JSON.stringify({ ...event, ...ids }) + (n === 1 ? '}' : '');
    });
    const other = await asked(heed, {}, 'others');
    const content = [...renamed, '{"heed":1,"event":"answer"}', JSON.stringify({ prompt: 'p' })].join('\n');
    const refused = await importInto(heed, other.place, content);
    expect(refused).toMatchObject({ isDone: false, bad: 3 });
    expect(refused.badLines.map(({ message }) => message.en.slice(0, 44))).toEqual([
      'Line 2 of labels.jsonl is not a JSON object:',
      'Line 9 of labels.jsonl has a wrong "id": Inv',
      'Line 10 of labels.jsonl has the event versio',
    ]);
    expect(refused.badLines.every(({ message }) => message.zh.includes('行'))).toBe(true);
    expect(await importInto(heed, other.place, content, { skipBad: true })).toMatchObject({
      isDone: true,
      bad: 3,
    });
  });

  it('are refused in one sentence where they cannot belong to the set', async () => {
    await using heed = await TestRunner.open();
    const { place } = await asked(heed);
    const rating = { prompt: 'p', completion: 'a', label: true };
    const { badLines } = await importInto(heed, place, JSON.stringify(rating));
    expect(badLines[0]?.message.en).toBe(
      'Line 1 of labels.jsonl was given with the form "rating", but the set asks with "pairwise".',
    );
    await expect(importInto(heed, place, '', {})).rejects.toThrow('labels.jsonl is empty');
    await expect(importInto(heed, place, '\n \n', {})).rejects.toThrow('labels.jsonl has 0 records');
    await expect(importInto(heed, place, 'x', { name: 'a.txt' })).rejects.toThrow('is plain text');
    await expect(importInto(heed, place, 'x', { name: 'a.parquet' })).rejects.toThrow(
      'cannot be read as Parquet',
    );
    await expect(importInto(heed, { set: 'nowhere' }, 'x')).rejects.toThrow(
      'There is no set of labels "nowhere"',
    );
    expect(() =>
      heed.runner.services.labels.export({ place: { run: 'r', node: 'n' }, format: 'trl' }),
    ).toThrow('Node "n" of run r asked nobody');
  });

  it.each(formats.map(({ format }) => format))(
    'say what %s does not hold, and are read again',
    async (format) => {
      await using heed = await TestRunner.open();
      const { run, place } = await asked(heed);
      judgeAll(heed, run);
      const { labels } = heed.runner.services;
      const view = await labels.describe({ place, format: format as ExportWish['format'] });
      const { history, times } = Object.fromEntries(view.lost.map(({ loss, events }) => [loss, events]));
      expect([view.events, history]).toEqual([8, 3]);
      expect(times).toBe(format === 'label-studio' ? undefined : 8);
      const file = await exportOf(heed, place, { format: format as ExportWish['format'] });
      const other = await asked(heed, {}, 'others');
      const result = await importInto(heed, other.place, file, { name: view.name });
      const kept = { 'label-studio': 5, argilla: 5, trl: 2, 'hh-rlhf': 2 }[format];
      expect(result).toMatchObject({ isDone: true, format, added: kept, asked: kept, bad: 0 });
    },
  );
});

describe('the command "heed labels"', () => {
  it('says what is wrong by its exit code, and prints what it is asked for', async () => {
    await using heed = await TestRunner.open();
    const { run } = await asked(heed);
    judgeAll(heed, run);
    await using server = await serveTest(heed.runner);
    const { token } = heed.runner.services.access.createToken({ name: 'far', role: 'designer' }, 'test');
    const at = (...args: string[]) => printed(['labels', ...args, '--runner', server.url, '--token', token]);
    const file = join(heed.folder, 'bad.jsonl');
    writeFileSync(file, '{"heed": 1}\n{"event": 2');
    const trl = await at('export', run, 'people', '--format', 'trl');
    expect([trl.code, trl.out.trim().split('\n').length]).toEqual([0, 2]);
    expect(trl.error).toContain('This format does not hold:');
    const bad = await at('import', file, run, 'people', '--source', 'copy');
    expect(bad).toMatchObject({ code: 2, error: expect.stringContaining('Line 1 of bad.jsonl has') });
    expect(bad.out).toContain('Nothing was imported');
    const stats = await at('stats', run, 'people');
    expect(stats.out).toContain('5 judgements of 4 tasks by 2 people and 0 judges.');
    expect((await at('export', 'nowhere')).code).toBe(2);
  });

  it('works the same at a runner that serves', async () => {
    await using heed = await TestRunner.open();
    const { run, place } = await asked(heed);
    judgeAll(heed, run);
    await using server = await serveTest(heed.runner);
    const token = heed.runner.services.access.createToken({ name: 'far', role: 'designer' }, 'test').token;
    const options = { data: join(heed.folder, 'elsewhere'), runner: server.url, token };
    await withLabels(options, async (labels) => {
      expect(await labels.list()).toMatchObject([{ id: place.set, judgements: 5 }]);
      const file = join(heed.folder, 'all.csv');
      const parts = await Readable.from(await labels.export({ place, format: 'csv' })).toArray();
      writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
      expect(await labels.import(file, { place, source: 'copy' })).toMatchObject({ added: 0, known: 8 });
      expect((await labels.stats({ run, node: 'people' })).figures).toMatchObject({
        judgements: 5,
        people: 2,
      });
      await expect(labels.export({ place: { set: 'none' }, format: 'csv' })).rejects.toThrow(
        'no set of labels',
      );
    });
  });

  it('lets viewers export, and keeps labelers and strangers out', async () => {
    await using heed = await TestRunner.open();
    const { place } = await asked(heed);
    await using server = await serveTest(heed.runner);
    const path = `/labels/export?set=${place.set}&format=csv`;
    const { token } = heed.runner.services.access.createToken({ name: 'far', role: 'viewer' }, 'test');
    const answer = await server.get(path, { authorization: `Bearer ${token}` });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect((await server.get(path, {})).status).toBe(401);
    expect((await server.get('/labels/export?format=xml')).status).toBe(400);
  });
});
