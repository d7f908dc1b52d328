import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { messageIn } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { secondsLeft } from '../../apps/runner/src/execution/reports.ts';
import { CheckpointFolder } from '../../apps/runner/src/worker/checkpoints.ts';
import type { Report } from '../../apps/runner/src/worker/messages.ts';
import { Outbox } from '../../apps/runner/src/worker/outbox.ts';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner, temporaryFolder } from './harness.ts';

const count = (config: Record<string, unknown> = {}) => graph({ a: { kind: 'count', to: 12, ...config } });
const everyStep = { checkpointMs: 0 };

/** The numbers that all attempts said, in order. */
const diary = (heed: TestRunner) =>
  readFileSync(join(heed.folder, 'diary.txt'), 'utf8').trim().split(' ').map(Number);
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
const checkpoints = (heed: TestRunner) => {
  const folder = join(heed.folder, 'data/checkpoints');
  return existsSync(folder) ? readdirSync(folder) : [];
};
/** The points that a reader of the run's events saw on the curve. */
const drawn = (run: RunRecord) =>
  run.events.flatMap(({ payload }) =>
    payload.type === 'metrics' ? payload.points.map(({ values }) => values.number) : [],
  );

describe('a node whose process is killed', () => {
  it('goes on from its last checkpoint; its curve shows every point once, and nothing is left over', async () => {
    await using heed = await TestRunner.open(everyStep);
    const run = await heed.run(count({ dieEvery: 7 }));
    expect([run.state, run.node('a').attempt]).toEqual(['succeeded', 2]);
    expect(diary(heed)).toEqual([...upTo(7), ...upTo(12, 7)]);
    expect(drawn(run)).toEqual(upTo(12));
    const { series } = heed.runner.services.runs.metrics({ run: run.id, node: 'a' });
    expect(series).toEqual([{ name: 'number', steps: upTo(12), values: upTo(12) }]);
    expect(heed.runner.services.runs.logs({ run: run.id, node: 'a' }).lines.map(({ text }) => text)).toEqual([
      'goes on from 6',
    ]);
    await heed.runner.idle();
    expect(checkpoints(heed)).toEqual([]);
  });

  it('may be killed as often as it likes while it comes further each time', async () => {
    await using heed = await TestRunner.open(everyStep);
    const run = await heed.run(count({ dieEvery: 2 }));
    expect([run.state, run.node('a').attempt]).toEqual(['succeeded', 7]);
    expect(drawn(run)).toEqual(upTo(12));
    expect(diary(heed)).toHaveLength(12 + 6);
  });

  it('goes on in a fresh run too', async () => {
    await using heed = await TestRunner.open(everyStep);
    const run = await heed.run(count({ dieEvery: 7 }), { fresh: true });
    expect(diary(heed)).toEqual([...upTo(7), ...upTo(12, 7)]);
    await heed.runner.idle();
    expect([run.state, checkpoints(heed)]).toEqual(['succeeded', []]);
  });

  it('begins again where no checkpoint was due yet', async () => {
    await using heed = await TestRunner.open({ checkpointMs: 60_000 });
    const run = await heed.run(count({ dieEvery: 7 }));
    expect(diary(heed)).toEqual([...upTo(7), ...upTo(12)]);
    expect(drawn(run)).toEqual(upTo(12));
  });
});

describe('a node that fails', () => {
  it('leaves its last checkpoint to the next run of the same work', async () => {
    await using heed = await TestRunner.open(everyStep);
    const failed = await heed.run(count({ failAt: 7 }));
    expect([failed.state, checkpoints(heed).length]).toEqual(['failed', 1]);
    const run = await heed.run(count());
    expect([run.state, diary(heed)]).toEqual(['succeeded', [...upTo(7), ...upTo(12, 7)]]);
  });
});

describe('a runner that is stopped in good order', () => {
  it('loses not a step, however seldom nodes save', async () => {
    await using heed = await TestRunner.open({ checkpointMs: 60_000 });
    const id = heed.start(count({ stepMs: 5, to: 300 }));
    await heed.until(id, ({ payload }) => payload.type === 'progress' && payload.fraction > 0);
    await heed.restart();
    const run = await heed.rest(id);
    expect([run.state, run.node('a').attempt]).toEqual(['succeeded', 1]);
    expect(diary(heed)).toEqual(upTo(300));
    expect(drawn(run)).toEqual(upTo(300));
  });
});

describe('a run that is cancelled', () => {
  /** Counts until it is cancelled somewhere on the way. */
  async function cancelled(heed: TestRunner): Promise<number> {
    const id = heed.start(count({ stepMs: 5, to: 400 }));
    await heed.until(id, ({ payload }) => payload.type === 'progress' && payload.fraction > 0);
    heed.runner.services.runs.cancel(id);
    expect((await heed.rest(id)).state).toBe('cancelled');
    return diary(heed).length;
  }

  it('leaves its last step to the next run of the same work, which shows the whole curve', async () => {
    await using heed = await TestRunner.open({ checkpointMs: 60_000 });
    const said = await cancelled(heed);
    const run = await heed.run(count({ to: 400 }));
    expect(diary(heed)).toEqual(upTo(400));
    expect(drawn(run)).toEqual(upTo(400));
    expect(run.node('a').fraction).toBe(1);
    expect(said).toBeLessThan(400);
  });

  it('leaves nothing to work with another config, nor to a fresh run', async () => {
    await using heed = await TestRunner.open({ checkpointMs: 60_000 });
    const said = await cancelled(heed);
    await heed.run(count({ to: 401 }));
    expect(diary(heed).slice(said)).toEqual(upTo(401));
    await heed.run(count({ to: 400 }), { fresh: true });
    expect(diary(heed).slice(said + 401)).toEqual(upTo(400));
    await heed.runner.idle();
    expect(checkpoints(heed)).toHaveLength(1);
  });

  it('has its checkpoints cleared away after a week, and those of finished work at once', async () => {
    await using heed = await TestRunner.open({ checkpointMs: 60_000 });
    await cancelled(heed);
    await heed.restart();
    const [kept = ''] = checkpoints(heed);
    expect(kept).toMatch(/^[0-9a-f]{64}$/);
    const longAgo = Date.now() / 1000 - 8 * 24 * 3600;
    utimesSync(join(heed.folder, 'data/checkpoints', kept), longAgo, longAgo);
    await heed.restart();
    expect(checkpoints(heed)).toEqual([]);
    await heed.run(count({ to: 2 }));
    const [{ key }] = heed.runner.database.prepare('SELECT key FROM cache').all() as [{ key: string }];
    mkdirSync(join(heed.folder, 'data/checkpoints', key));
    await heed.restart();
    expect(checkpoints(heed)).toEqual([]);
  });
});

describe('two runs of the same work at once', () => {
  it('keep their checkpoints apart and give the same', async () => {
    await using heed = await TestRunner.open({ ...everyStep, slots: 2 });
    const ids = ['one', 'two'].map((name) =>
      heed.start(count({ to: 30, stepMs: 2, dieEvery: 20, diary: `${name}.txt` })),
    );
    for (const id of ids) {
      const run = await heed.rest(id);
      expect([run.state, run.node('a').attempt, run.text('a')]).toEqual(['succeeded', 2, 'counted to 30']);
    }
  });
});

describe('a folder of checkpoints', () => {
  /** What a process sees of the folder, and what it reported. */
  function open(folder: string, everyMs = 0) {
    const reports: Report[] = [];
    const outbox = new Outbox((report) => reports.push(report));
    const stop = new AbortController();
    const store = new CheckpointFolder({ folder, everyMs, outbox, signal: stop.signal });
    const save = (text: string) => store.save(async (at) => writeFileSync(join(at, 'text.txt'), text));
    const resumed = async () => {
      const at = await store.resume();
      return at && readFileSync(join(at, 'text.txt'), 'utf8');
    };
    const warnings = () => {
      outbox.flush();
      return reports.flatMap((one) =>
        one.type === 'log' ? one.lines.map(({ text }) => messageIn(text, 'en')) : [],
      );
    };
    return { store, save, resumed, warnings, outbox, reports, stop };
  }

  it('keeps the last two, and takes the last', async () => {
    using folder = temporaryFolder();
    const { save, resumed } = open(folder.path);
    expect(await resumed()).toBeUndefined();
    for (const text of ['one', 'two', 'three']) await save(text);
    expect(readdirSync(folder.path)).toEqual(['000002', '000003']);
    expect(await resumed()).toBe('three');
    expect(await open(folder.path).resumed()).toBe('three');
  });

  const damages: [string, (checkpoint: string) => void, RegExp][] = [
    [
      'shorter',
      (at) => writeFileSync(join(at, 'work/text.txt'), 'tw'),
      /work\/text.txt has 2 bytes instead of 3/,
    ],
    ['changed', (at) => writeFileSync(join(at, 'work/text.txt'), 'owt'), /work\/text.txt has changed/],
    ['without its list', (at) => writeFileSync(join(at, 'checkpoint.json'), ''), /checkpoint.json cannot/],
  ];

  it.each(damages)(
    'passes over one that is %s, with a warning, and takes the one before it',
    async (_, damage, warning) => {
      using folder = temporaryFolder();
      const { save } = open(folder.path);
      for (const text of ['one', 'two']) await save(text);
      damage(join(folder.path, '000002'));
      const next = open(folder.path);
      expect(await next.resumed()).toBe('one');
      expect(next.warnings()).toEqual([expect.stringMatching(warning)]);
      await next.save('three');
      expect(await open(folder.path).resumed()).toBe('three');
    },
  );

  it('ignores what a killed process had begun to write', async () => {
    using folder = temporaryFolder();
    const { save, store } = open(folder.path);
    await save('one');
    const killed = store.save(async (at) => {
      writeFileSync(join(at, 'text.txt'), 'tw');
      expect(await open(folder.path).resumed()).toBe('one');
      throw new Error('killed');
    });
    await killed;
    const next = open(folder.path);
    await next.save('two');
    expect(await next.resumed()).toBe('two');
  });

  it('is never found torn, and never behind what was said to be saved, wherever its process was killed', async () => {
    using folder = temporaryFolder();
    let last = 0;
    for (let delayMs = 0; delayMs < 24; delayMs += 3) {
      const script = join(import.meta.dirname, 'save-forever.ts');
      const saving = spawn(process.execPath, [script, folder.path, String(last + 1)]);
      let said = '';
      saving.stdout.on('data', (text) => {
        said += String(text);
      });
      await once(saving.stdout, 'data');
      await pause(delayMs);
      saving.kill('SIGKILL');
      await once(saving, 'close');
      const at = await open(folder.path).store.resume();
      const texts = ['a', 'b', 'c'].map((name) => readFileSync(join(at ?? '', name), 'utf8'));
      const number = Number.parseInt(texts[0] ?? '', 10);
      expect(texts).toEqual(Array(3).fill(`${number} `.repeat(20_000)));
      expect(number).toBeGreaterThanOrEqual(Number(said.trim().split('\n').at(-1)));
      last = number;
    }
  });

  it('logs a write that fails and keeps what was there', async () => {
    using folder = temporaryFolder();
    const { save, store, warnings, resumed } = open(folder.path);
    await save('one');
    await store.save(() => Promise.reject(new Error('no space left on device')));
    expect(warnings()).toEqual([
      'A checkpoint could not be written (no space left on device); the work goes on.',
    ]);
    expect(await resumed()).toBe('one');
    expect(readdirSync(folder.path)).toEqual(['000001']);
  });

  it('is due after its time, and at once when the node is to stop', () => {
    using folder = temporaryFolder();
    expect(open(folder.path, 0).store.due()).toBe(true);
    const { store, stop } = open(folder.path, 60_000);
    expect(store.due()).toBe(false);
    stop.abort();
    expect(store.due()).toBe(true);
  });

  it('brings back the curves and the progress of its time, and says from where the rest is reckoned', async () => {
    using folder = temporaryFolder();
    const first = open(folder.path);
    first.outbox.metrics(1, { loss: 0.1 + 0.2, broken: Number.NaN });
    first.outbox.progress(0.5, 'step 1 of 2');
    await first.save('one');
    first.outbox.metrics(2, { loss: 5 });
    const { resumed, outbox, reports } = open(folder.path);
    await resumed();
    outbox.flush();
    expect(reports).toEqual([
      { type: 'metrics', points: [{ step: 1, values: { loss: 0.1 + 0.2 } }] },
      { type: 'progress', fraction: 0.5, message: 'step 1 of 2', from: 0.5 },
    ]);
    expect(secondsLeft(0.75, 10_000, 0.5)).toBe(10);
    expect(secondsLeft(0.5, 10_000, 0.5)).toBeUndefined();
    appendFileSync(join(folder.path, '000001/shown.json'), ' ');
    expect(await open(folder.path).resumed()).toBeUndefined();
  });
});
