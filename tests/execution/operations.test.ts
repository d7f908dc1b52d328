import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupTo, restoreFrom } from '../../apps/runner/src/operations/backup.ts';
import { checkData } from '../../apps/runner/src/operations/checks.ts';
import { makeLog } from '../../apps/runner/src/operations/logger.ts';
import { Histogram } from '../../apps/runner/src/operations/prometheus.ts';
import { heed } from './command.ts';
import { diamond, graph } from './graphs.ts';
import { TestRunner, temporaryFolder } from './harness.ts';
import { serveTest } from './server.ts';

const counting = graph({ a: { kind: 'emit' }, c: { kind: 'count', to: 150, stepMs: 20 } });

/** Breaks the first file of an artifact. */
function damage(folder: string): void {
  const [id = ''] = readdirSync(join(folder, 'artifacts'));
  const file = join(folder, 'artifacts', id, 'text.txt');
  chmodSync(file, 0o600);
  writeFileSync(file, 'other');
}

describe('a backup', () => {
  it('is taken under load, copies each artifact once, and a restored run goes on', async () => {
    await using heedThere = await TestRunner.open({ checkpointMs: 0 });
    const { runner, folder } = heedThere;
    const target = join(folder, 'backup');
    const id = heedThere.start(counting);
    await heedThere.untilNode(id, 'a', 'succeeded');
    await heedThere.until(id, ({ payload }) => payload.type === 'progress' && payload.node === 'c');
    let isWriting = true;
    const writing = (async () => {
      for (let round = 0; isWriting; round++) {
        runner.services.graphs.create({ ...diamond(), name: `load ${round}` });
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const first = await backupTo(runner.folder.path, target);
    isWriting = false;
    await writing;
    expect(first).toMatchObject({ artifacts: 1, copied: 1 });
    await heedThere.rest(id);
    expect(await backupTo(runner.folder.path, join(folder, 'second'))).toMatchObject({ copied: 2 });

    await restoreFrom(target, join(folder, 'restored'));
    await using restored = await TestRunner.open({ dataFolder: join(folder, 'restored') });
    expect(runner.services.graphs.list().length).toBeGreaterThanOrEqual(
      restored.runner.services.graphs.list().length,
    );
    const run = await restored.rest(id);
    expect([run.state, run.text('c')]).toEqual(['succeeded', heedThere.record(id).text('c')]);
    expect(run.node('a').attempt).toBe(1);
    const again = await backupTo(runner.folder.path, target);
    expect(again).toMatchObject({ artifacts: 2, copied: 1 });
  });

  it('never goes over other things, and damage is found before anything is put in place', async () => {
    await using there = await TestRunner.open();
    await there.run(diamond());
    const target = join(there.folder, 'backup');
    await expect(backupTo(join(there.folder, 'none'), target)).rejects.toThrow(/no database/);
    await expect(backupTo(there.runner.folder.path, there.folder)).rejects.toThrow(/something else in it/);
    await backupTo(there.runner.folder.path, target);
    await expect(restoreFrom(target, there.folder)).rejects.toThrow(/something else in it/);
    await expect(restoreFrom(there.folder, join(there.folder, 'new'))).rejects.toThrow(/not a backup/);
    damage(target);
    await expect(restoreFrom(target, join(there.folder, 'new'))).rejects.toThrow(/damaged .*digest/);
    expect(existsSync(join(there.folder, 'new'))).toBe(false);
  });

  it('is made and restored from the command line', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(diamond()));
    expect((await heed(['run', 'graph.json'], folder.path)).code).toBe(0);
    const saved = await heed(['backup', 'saved', '--json'], folder.path);
    expect(saved.command.json).toMatchObject([{ status: 'saved', artifacts: 3, copied: 3 }]);
    const onto = await heed(['restore', 'saved'], folder.path);
    expect([onto.code, onto.stderr]).toEqual([2, expect.stringContaining('something else in it')]);
    const restored = await heed(['restore', 'saved', '--data', 'new'], folder.path);
    expect([restored.code, restored.stdout]).toEqual([0, expect.stringContaining('3 artifacts, checked')]);
    const list = await heed(['runs', 'list', '--data', 'new', '--json'], folder.path);
    expect(list.command.json).toMatchObject([{ state: 'succeeded' }]);
  });
});

describe('the check-up of a data folder', () => {
  it('finds damage of an artifact, an open folder and a clock that was set back', async () => {
    await using there = await TestRunner.open();
    const run = await there.run(diamond());
    const { path } = there.runner.folder;
    const sound = await checkData(path, true);
    expect(sound.filter(({ ok, optional }) => !ok && !optional)).toEqual([]);
    expect(sound.map(({ text }) => text.en).join()).toMatch(/database sound, format \d+.*3 of 3 artifacts/);
    damage(path);
    chmodSync(path, 0o755);
    there.runner.log.append(run.id, Date.now() + 3_600_000, { type: 'run-state', state: 'succeeded' });
    const found = (await checkData(path, true)).filter(({ ok }) => !ok).map(({ text }) => text.en);
    expect(found.join()).toMatch(/chmod.*last event is from.*is damaged \(text\.txt has the digest/);
    chmodSync(path, 0o700);
  });

  it('finds a damaged database', async () => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'data'), { mode: 0o700 });
    writeFileSync(join(folder.path, 'data/heed.db'), 'no database at all'.repeat(100));
    const [, , database] = await checkData(join(folder.path, 'data'), false);
    expect([database?.ok, database?.text.en]).toEqual([false, expect.stringContaining('heed restore')]);
  });
});

describe('what a run will take', () => {
  it('is told from earlier runs of the same settings, of the same kind, or honestly unknown', async () => {
    await using there = await TestRunner.open();
    const { runs } = there.runner.services;
    const before = await runs.preflight({ graph: diamond() });
    expect([before.unknown, before.total.seconds]).toEqual([['a', 'b', 'joined'], { low: 0, high: 0 }]);
    await there.run(diamond());
    const [a, b, joined] = (await runs.preflight({ graph: diamond({ text: 'another' }) })).nodes;
    expect([a?.seconds, b?.seconds]).toMatchObject([
      { basis: 'same-kind', runs: 2 },
      { basis: 'same-settings', runs: 1 },
    ]);
    expect(joined?.bytes?.high).toBeGreaterThan(0);
    const broken = await runs.preflight({ graph: graph({ a: { kind: 'join' } }) });
    expect(broken.problems.map(({ code }) => code)).toEqual(['missing-input']);
  });

  it('names a file that is not here, unless the node is left out', async () => {
    await using there = await TestRunner.open();
    const { runs } = there.runner.services;
    const reading = graph({ r: { kind: 'emit', file: 'gone.txt' }, a: { kind: 'emit' } });
    const { problems } = await runs.preflight({ graph: reading });
    expect(problems).toMatchObject([{ code: 'missing-file', node: 'r', parameter: 'file' }]);
    expect(problems[0]?.message.en).toContain('the file gone.txt does not exist (looked for at /');
    expect(problems[0]?.message.zh).toContain('\u8282\u70b9\u201cr\u201d');
    expect((await runs.preflight({ graph: reading, to: 'a' })).problems).toEqual([]);
  });

  it('says which device and which endpoint are not here, until they are', async () => {
    await using there = await TestRunner.open({ kindsFolder: undefined });
    const { runs, endpoints, templates } = there.runner.services;
    const { graph: classic } = await templates.get({ id: 'weather-rlhf', language: 'en' });
    const judge = {
      id: 'model-judge',
      kind: 'endpoint-judge',
      version: 1,
      position: { x: 0, y: 0 },
      config: {},
    };
    const other = process.platform === 'darwin' ? 'dml' : 'coreml';
    const nodes = classic.nodes.map((node) =>
      node.id === 'ppo' ? { ...node, config: { ...node.config, device: other } } : node,
    );
    const wanting = { ...classic, nodes: [...nodes, judge] };
    const codes = async () => (await runs.preflight({ graph: wanting })).problems.map(({ code }) => code);
    expect(await codes()).toEqual(['missing-endpoint', 'missing-device']);
    endpoints.set({ name: 'judge', url: 'http://127.0.0.1:1/v1' }, 'Ada');
    expect(await codes()).toEqual(['missing-device']);
  });
});

describe('a served runner', () => {
  it('says that it is well to whoever asks, and measures itself for viewers', async () => {
    await using there = await TestRunner.open();
    await using server = await serveTest(there.runner);
    const id = there.start(graph({ s: { kind: 'slow', steps: 10 } }));
    await server.stream(id, undefined, 1000);
    const health = await server.get('/healthz', { host: 'any.example' });
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    expect((await server.get('/metrics', {})).status).toBe(401);
    await server.get('/trpc/graphs.list');
    const text = await (await server.get('/metrics')).text();
    for (const line of [
      'heed_runs{state="succeeded"} 1',
      'heed_queued_nodes 0',
      /^heed_events_total \d+$/m,
      /^heed_event_lag_seconds_count [1-9]\d*$/m,
      /^heed_disk_bytes\{kind="artifacts"\} [1-9]/m,
      /^heed_memory_bytes\{kind="resident"\} [1-9]/m,
      'heed_http_request_seconds_count{method="GET",route="graphs.list",status="200"} 1',
    ])
      expect(text).toMatch(line);
    await server.get('/trpc/made.up.name');
    expect(await (await server.get('/metrics')).text()).not.toContain('made.up');
  });
});

describe('the log', () => {
  it('is lines for people or JSON, from its least level on, and holds no secrets', () => {
    const lines: string[] = [];
    const now = () => new Date(0);
    for (const format of ['human', 'json'] as const) {
      const log = makeLog(format, 'info', (line) => lines.push(line), now);
      log.debug('not shown');
      log.info('request', { route: '/?token=abc&x=1', status: 200, cookie: 'c' });
      log.warn('sent heed_0123456789abcdefghijklmnop with Bearer abc');
    }
    expect(lines).toEqual([
      '1970-01-01 00:00:00 info  request route=/?token=[hidden]&x=1 status=200 cookie=[hidden]\n',
      '1970-01-01 00:00:00 warn  sent [hidden] with Bearer [hidden]\n',
      '{"time":"1970-01-01T00:00:00.000Z","level":"info","message":"request","route":"/?token=[hidden]&x=1","status":200,"cookie":"[hidden]"}\n',
      '{"time":"1970-01-01T00:00:00.000Z","level":"warn","message":"sent [hidden] with Bearer [hidden]"}\n',
    ]);
  });
});

describe('a histogram', () => {
  it('counts up to each bound', () => {
    const histogram = new Histogram('wait_seconds', 'Waiting.', [0.1, 1]);
    for (const seconds of [0.05, 0.5, 0.7, 3]) histogram.observe(seconds, { route: 'a"b' });
    expect(histogram.text().split('\n').slice(2, -1)).toEqual([
      'wait_seconds_bucket{route="a\\"b",le="0.1"} 1',
      'wait_seconds_bucket{route="a\\"b",le="1"} 3',
      'wait_seconds_bucket{route="a\\"b",le="+Inf"} 4',
      'wait_seconds_sum{route="a\\"b"} 4.25',
      'wait_seconds_count{route="a\\"b"} 4',
    ]);
  });
});
