import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { transact } from '../../apps/runner/src/db/open.ts';
import { processStart } from '../../apps/runner/src/execution/processes.ts';
import { LEASE_MS, type RunnerOptions } from '../../apps/runner/src/runner.ts';
import { BEAT_MS } from '../../apps/runner/src/worker/beats.ts';
import { heed, startHeed } from './command.ts';
import { graph } from './graphs.ts';
import { type RunRecord, TestRunner, temporaryFolder } from './harness.ts';

const diary = (heed: TestRunner) =>
  readFileSync(join(heed.folder, 'diary.txt'), 'utf8').trim().split(' ').map(Number);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
const pids = (heed: TestRunner) =>
  heed.runner.database.prepare('SELECT DISTINCT pid FROM attempts').pluck().all() as number[];
const states = (run: RunRecord) =>
  run.events.flatMap(({ payload }) => (payload.type === 'run-state' ? [payload.state] : []));

/** The points that a reader of the run's events saw on the curve. */
const drawn = (run: RunRecord) =>
  run.events.flatMap(({ payload }) =>
    payload.type === 'metrics' ? payload.points.map(({ values }) => values.number) : [],
  );

async function untilProgress(heed: TestRunner, id: string): Promise<void> {
  await heed.until(id, ({ payload }) => payload.type === 'progress' && payload.fraction > 0);
}

async function untilState(heed: TestRunner, id: string, state: string): Promise<void> {
  await heed.until(id, ({ payload }) => payload.type === 'run-state' && payload.state === state);
}

describe('a run that is paused', () => {
  const counting = graph({ a: { kind: 'count', to: 200, stepMs: 5 }, b: { kind: 'join' } }, 'a.out > b.in');

  it('saves and stops, waits through a restart, and goes on without losing a step', async () => {
    await using heed = await TestRunner.open({ checkpointMs: 60_000 });
    const id = heed.start(counting);
    await untilProgress(heed, id);
    heed.runner.services.runs.pause(id);
    await heed.runner.idle();
    const paused = heed.record(id);
    expect([paused.state, paused.view.pause, paused.node('a').state]).toEqual(['paused', 'person', 'queued']);
    const said = diary(heed).length;
    expect(said).toBeLessThan(200);
    await heed.restart();
    expect([heed.record(id).state, diary(heed).length]).toEqual(['paused', said]);
    heed.runner.services.runs.resume(id);
    const run = await heed.rest(id);
    expect([run.state, run.view.pause, run.node('a').attempt]).toEqual(['succeeded', undefined, 1]);
    expect(diary(heed)).toEqual(upTo(200));
    expect(states(run)).toEqual(['queued', 'running', 'paused', 'running', 'succeeded']);
  });

  it('can be cancelled; a run that is over cannot be paused', async () => {
    await using heed = await TestRunner.open();
    const id = heed.start(counting);
    await untilProgress(heed, id);
    heed.runner.services.runs.pause(id);
    heed.runner.services.runs.cancel(id);
    expect((await heed.rest(id)).state).toBe('cancelled');
    expect(() => heed.runner.services.runs.pause(id)).toThrow(/is cancelled and cannot be paused/);
  });
});

describe('a lost attempt', () => {
  it('stands in the view with its reason', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(graph({ a: { kind: 'crash', times: 1, counter: 'count' } }));
    const [lost, ...others] = run.node('a').lost ?? [];
    expect([lost?.attempt, others]).toEqual([1, []]);
    expect(lost?.error.en).toMatch(/^The process of "a" ended before its work was done \(SIGKILL\)/);
  });

  it('is one whose code does not load in time, and names what to look for', async () => {
    await using heed = await TestRunner.open({ startMs: 700 });
    const run = await heed.run(graph({ a: { kind: 'stuck' } }));
    expect([run.state, run.node('a').attempt]).toEqual(['failed', 3]);
    expect(run.view.error?.en).toContain('did not load its code within 0.7 s');
  });

  it('is noticed at the exit of its process, and within half a minute where it hangs', async () => {
    await using heed = await TestRunner.open();
    const id = heed.start(graph({ a: { kind: 'slow', steps: 300 } }));
    await untilProgress(heed, id);
    process.kill(pids(heed)[0] as number, 'SIGKILL');
    const killed = Date.now();
    const { at } = await heed.until(
      id,
      ({ payload }) => payload.type === 'node-state' && payload.state === 'lost',
    );
    expect(at - killed).toBeLessThan(1000);
    heed.runner.services.runs.cancel(id);
    await heed.rest(id);
    const tick = 500;
    expect(LEASE_MS + BEAT_MS + 2 * tick).toBeLessThan(30_000);
  });
});

describe('a node that computes for long without a pause', () => {
  it('is not taken for dead', async () => {
    await using heed = await TestRunner.open({ leaseMs: 2500 });
    const run = await heed.run(graph({ a: { kind: 'slow', steps: 1, blockMs: 4000 } }));
    expect([run.state, run.node('a').attempt]).toEqual(['succeeded', 1]);
  });
});

describe('slots', () => {
  const three = graph({
    one: { kind: 'slow', on: 'gpu' },
    two: { kind: 'slow', on: 'gpu', steps: 6 },
    side: { kind: 'meet', at: 'other' },
    other: { kind: 'meet', at: 'side' },
  });

  it('give a GPU to one node at a time, while others run on the CPU beside it', async () => {
    await using heed = await TestRunner.open({ slots: 2, gpus: 1 });
    const run = await heed.run(three);
    expect(run.state).toBe('succeeded');
    expect(run.at('two', 'leased')).toBeGreaterThan(run.at('one', 'succeeded'));
    expect(run.at('side', 'leased')).toBeLessThan(run.at('one', 'succeeded'));
  });

  it('let training wait for training where there is no GPU', async () => {
    await using heed = await TestRunner.open({ slots: 3, gpus: 0 });
    const run = await heed.run(three);
    expect(run.at('two', 'leased')).toBeGreaterThan(run.at('one', 'succeeded'));
    expect(run.at('other', 'leased')).toBeLessThan(run.at('one', 'succeeded'));
  });
});

describe('node processes', () => {
  const chain = graph(
    { a: { kind: 'emit' }, b: { kind: 'join' }, c: { kind: 'join' } },
    ...['a.out > b.in', 'b.out > c.in'],
  );

  it('take one job after the other, and end when idle', async () => {
    await using heed = await TestRunner.open({ idleMs: 50 });
    expect((await heed.run(chain)).state).toBe('succeeded');
    const [pid, ...others] = pids(heed);
    expect(others).toEqual([]);
    while (processStart(pid as number) !== undefined) await pause(5);
    while (heed.runner.database.prepare('SELECT count(*) FROM workers').pluck().get()) await pause(5);
  });

  it('are not used again after a failure', async () => {
    await using heed = await TestRunner.open({ slots: 1 });
    await heed.run(graph({ a: { kind: 'fail' } }));
    const [failed] = pids(heed);
    await heed.run(chain);
    expect(pids(heed)).toHaveLength(2);
    expect(processStart(failed as number)).toBeUndefined();
  });
});

describe('a full disk', () => {
  /** A disk that is full while `disk.full` says so. */
  function smallDisk(): { options: Partial<RunnerOptions>; disk: { full: boolean } } {
    const disk = { full: false };
    const options: Partial<RunnerOptions> = {
      checkpointMs: 0,
      write: (db, work) => {
        if (disk.full) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
        transact(db, work);
      },
      disk: {
        folder: '/data',
        isFull: (error) => (error as { code?: string }).code === 'SQLITE_FULL',
        release: () => {},
        refill: () => {},
        hasRoom: () => !disk.full,
      },
    };
    return { options, disk };
  }

  it('pauses the run with one sentence, and the run goes on by itself when there is room', async () => {
    const { options, disk } = smallDisk();
    await using heed = await TestRunner.open(options);
    const id = heed.start(graph({ a: { kind: 'count', to: 100, stepMs: 5 } }));
    await untilProgress(heed, id);
    disk.full = true;
    while (heed.runner.services.runs.get(id).state !== 'paused') await pause(5);
    const stalled = heed.runner.services.runs.get(id);
    expect([stalled.pause, stalled.error?.en]).toEqual([
      'disk-full',
      expect.stringMatching(/^Paused: disk full\. /),
    ]);
    disk.full = false;
    await untilState(heed, id, 'paused');
    const run = await heed.rest(id);
    expect([run.state, run.node('a').attempt]).toEqual(['succeeded', 1]);
    expect(states(run)).toEqual(['queued', 'running', 'paused', 'running', 'succeeded']);
    expect(diary(heed)).toEqual(upTo(100));
  });
});

describe('heed serve', () => {
  it('pauses and resumes a run for the command line; told to end, it saves first and exits with 0', async () => {
    using folder = temporaryFolder();
    const diary = join(folder.path, 'diary.txt');
    const wanted = graph({ a: { kind: 'count', to: 400, stepMs: 10, diary } });
    writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(wanted));
    await using server = startHeed(['serve', '--port', '0', '--data', 'data'], folder.path);
    const [, url = ''] = await server.until(/at (http:\S+)/);
    const data = ['--data', 'data'];
    await using run = startHeed(['run', 'graph.json', '--json', '--runner', url, ...data], folder.path);
    await run.until(/"type":"progress"/);
    const id = run.json[0]?.run as string;
    const told = await heed(['runs', 'pause', id, ...data], folder.path);
    expect(told.stdout).toBe(`Run ${id} is paused.\n`);
    expect((await heed(['runs', 'resume', id, ...data], folder.path)).stdout).toBe(`Run ${id} is running.\n`);
    await run.until(/"state":"paused".*"type":"progress"/s);
    const asked = Date.now();
    server.child.kill('SIGTERM');
    expect((await server.end()).code).toBe(0);
    expect(Date.now() - asked).toBeLessThan(30_000);
    await using next = await TestRunner.open({ dataFolder: join(folder.path, 'data') });
    expect(pids(next).every((pid) => pid === null || processStart(pid) === undefined)).toBe(true);
    const ended = await next.rest(id);
    expect([ended.state, ended.node('a').attempt]).toEqual(['succeeded', 1]);
    expect(states(ended)).toEqual([
      'queued',
      'running',
      'paused',
      'running',
      'interrupted',
      'running',
      'succeeded',
    ]);
    expect(drawn(ended)).toEqual(upTo(400));
  });
});
