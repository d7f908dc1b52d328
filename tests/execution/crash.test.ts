import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { processStart } from '../../apps/runner/src/execution/processes.ts';
import { heed, startHeed } from './command.ts';
import { graph } from './graphs.ts';
import { TestRunner, temporaryFolder } from './harness.ts';

const serve = ['serve', '--port', '0', '--data', 'data'];
const training = graph(
  { first: { kind: 'emit' }, slow: { kind: 'slow', steps: 60 }, last: { kind: 'join' } },
  ...['first.out > slow.in', 'slow.out > last.in'],
);

/** Process id that the runner noted for a node. */
function pidOf(runner: TestRunner['runner'], node: string): number {
  const row = runner.database.prepare('SELECT pid FROM attempts WHERE node = ? ORDER BY n LIMIT 1').get(node);
  return (row as { pid: number }).pid;
}

async function untilGone(pid: number): Promise<void> {
  while (processStart(pid) !== undefined) await pause(10);
}

describe('kill -9 of the whole runner', () => {
  it('ends its node processes; the next runner goes on with the run from the nodes that were done', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(training));
    await using first = startHeed(['run', 'graph.json', '--data', 'data', '--json'], folder.path);
    await first.until(/"type":"progress","seq":\d+,[^\n]*"node":"slow"/);
    await first.kill('SIGKILL');
    await using second = await TestRunner.open({ dataFolder: join(folder.path, 'data') });
    const id = first.json[0]?.run as string;
    await untilGone(pidOf(second.runner, 'slow'));
    const run = await second.rest(id);
    expect(run.state).toBe('succeeded');
    expect(run.statesOf('slow').filter((state) => state === 'lost')).toHaveLength(1);
    expect(run.node('slow').attempt).toBe(2);
    expect(run.node('first').attempt).toBe(1);
    expect(run.node('last').state).toBe('succeeded');
    const numbers = run.events.map(({ seq }) => seq);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('leaves no process beside the next attempt, even one that was stopped', async () => {
    using folder = temporaryFolder();
    const wanted = graph({ a: { kind: 'freeze', counter: 'count' } });
    writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(wanted));
    await using first = startHeed(['run', 'graph.json', '--data', 'data', '--json'], folder.path);
    await first.until(/"state":"running","attempt":1/);
    await pause(100);
    await first.kill('SIGKILL');
    await using second = await TestRunner.open({ dataFolder: join(folder.path, 'data') });
    await untilGone(pidOf(second.runner, 'a'));
    const run = await second.rest(first.json[0]?.run as string);
    expect([run.state, run.node('a').attempt]).toEqual(['succeeded', 2]);
  });
});

describe('a data folder', () => {
  it('is held by one process; the second is told which, and can hand its run over', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'in.txt'), 'from this machine');
    const wanted = graph({ a: { kind: 'emit', file: 'in.txt' } });
    writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(wanted));
    await using server = startHeed(serve, folder.path);
    const [, url = ''] = await server.until(/at (http:\S+)/);
    const refused = await heed(['run', 'graph.json', '--data', 'data'], folder.path);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`Process ${server.child.pid} works on the data folder`);
    expect(refused.stderr).toContain(`--runner ${url}`);
    const onRunner = ['--data', 'data', '--runner', url];
    const handed = await heed(['run', 'graph.json', '--json', ...onRunner], folder.path);
    expect(handed.code).toBe(0);
    expect(handed.command.json.at(-1)).toMatchObject({ status: 'succeeded', metrics: { 'a.length': 17 } });
    const run = handed.command.json[0]?.run as string;
    const shown = await heed(['runs', 'show', run, '--data', 'data'], folder.path);
    expect(shown.stdout).toMatch(/a\s+│ emit │ succeeded/);
    const copied = await heed(['export', run, 'a', 'copy', ...onRunner], folder.path);
    expect(copied.code).toBe(0);
    server.child.kill('SIGTERM');
    expect((await server.end()).code).toBe(0);
  });

  it('names what is wrong with an address of a runner', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'graph.json'), JSON.stringify(training));
    const ask = (url: string) => heed(['run', 'graph.json', '--runner', url], folder.path);
    const dead = await ask('http://127.0.0.1:9/?token=abc');
    expect([dead.code, dead.stderr]).toEqual([2, expect.stringContaining('No runner answers at')]);
    const wrong = await ask('somewhere');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--runner takes a URL')]);
  });
});
