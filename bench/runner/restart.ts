import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openRunner } from '../../apps/runner/src/runner.ts';
import { chainsOf } from './nodes.ts';
import type { Row, RunnerBench } from './row.ts';

const command = join(import.meta.dirname, '../../apps/runner/src/cli/heed.ts');
const kindsFolder = join(import.meta.dirname, 'kinds');
const RUNS = 20;

const fill = `
  INSERT INTO events (run, at, type, node, payload)
  WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < ?)
  SELECT ?, number, 'progress', 'n0', json_object('type', 'progress', 'node', 'n0', 'fraction', 0.5, 'message',
    'step ' || number || ' of a very long run') FROM numbers`;

/** A data folder with twenty finished runs that have so many events together; gives the ids of the runs. */
async function makeFolder(dataFolder: string, events: number): Promise<string[]> {
  const runner = await openRunner({ dataFolder, kindsFolder, resume: true });
  const start = () => runner.startIn('/', { graph: chainsOf(10), idempotencyKey: randomUUID() }).id;
  const runs = Array.from({ length: RUNS }, start);
  await runner.idle();
  for (const run of runs) runner.database.prepare(fill).run(events / RUNS, run);
  await runner.close();
  return runs;
}

/** Starts `heed serve` with the kinds that ship, waits for the answer to a first question and ends it; gives milliseconds. */
async function timeRestart(dataFolder: string, run: string): Promise<{ serving: number; opened: number }> {
  const started = performance.now();
  const args = [command, 'serve', '--data', dataFolder, '--port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    const link = await findLink(child.stdout);
    const entered = await fetch(link, { redirect: 'manual' });
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const ask = async (path: string) => {
      const answer = await fetch(new URL(path, link), { headers: { cookie } });
      if (!answer.ok) throw new Error(await answer.text());
      await answer.arrayBuffer();
    };
    await ask('/trpc/runs.list?input=%7B%7D');
    const serving = performance.now() - started;
    await ask(`/trpc/runs.get?input=${encodeURIComponent(JSON.stringify({ id: run }))}`);
    return { serving, opened: performance.now() - started - serving };
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** The link that a served runner prints. */
async function findLink(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [link] = /http:\S+token=\S+/.exec(line) ?? [];
    if (link) return link;
  }
  throw new Error('The runner ended without printing its link.');
}

/** A runner starts again on a data folder that has seen a million events. */
export const bench: RunnerBench = async ({ quick }) => {
  const events = quick ? 100_000 : 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'heed-bench-'));
  try {
    const [run = ''] = await makeFolder(join(folder, 'data'), events);
    const [small = ''] = await makeFolder(join(folder, 'small'), RUNS);
    const times: { serving: number; opened: number; beside: number }[] = [];
    for (let round = 0; round < 3; round++) {
      const { serving: beside } = await timeRestart(join(folder, 'small'), small);
      times.push({ beside, ...(await timeRestart(join(folder, 'data'), run)) });
    }
    const least = (name: 'serving' | 'opened' | 'beside') => Math.min(...times.map((time) => time[name]));
    const rows: Row[] = [
      {
        name: `restart to the first answer with ${events} events`,
        ...{ value: least('serving') / 1000, unit: 's', atMost: 2 },
        peer: { name: 'hardly any events', value: least('beside') / 1000 },
      },
      { name: `opening a run with ${events / RUNS} events`, value: least('opened'), unit: 'ms' },
    ];
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
