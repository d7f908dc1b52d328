import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../../apps/runner/src/api/http/server.ts';
import { addPoints } from '../../apps/runner/src/events/metrics.ts';
import { openRunner, type Runner } from '../../apps/runner/src/runner.ts';
import { chainsOf } from './nodes.ts';
import type { Row, RunnerBench } from './row.ts';

const BATCH = 1000;
const node = 'n0';

/** A finished run whose one node has drawn a curve of so many points. */
async function drawCurve(runner: Runner, points: number): Promise<{ run: string; took: number }> {
  const { id: run } = runner.startIn('/', { graph: chainsOf(1), idempotencyKey: randomUUID() });
  await runner.idle();
  const db = { $client: runner.database };
  const started = performance.now();
  for (let first = 0; first < points; first += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, index) => {
      const step = first + index;
      return { step, values: { loss: Math.sin(step / 5e4) + Math.random() } };
    });
    runner.database.transaction(() => addPoints(db, run, node, batch))();
  }
  return { run, took: performance.now() - started };
}

/** The API's answer to one question, from the request to the last byte: the median of several. */
async function timeAnswer(url: string, cookie: string, input: object): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const started = performance.now();
    const answer = await fetch(
      `${url}/trpc/runs.metrics?input=${encodeURIComponent(JSON.stringify(input))}`,
      {
        headers: { cookie },
      },
    );
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    times.push(performance.now() - started);
  }
  return times.toSorted((a, b) => a - b)[3] as number;
}

/** A curve of a million points is opened at a thousand buckets, and looked at up close. */
export const bench: RunnerBench = async ({ quick }) => {
  const points = quick ? 100_000 : 1_000_000;
  const folder = mkdtempSync(join(tmpdir(), 'heed-bench-'));
  const kindsFolder = join(import.meta.dirname, 'kinds');
  const runner = await openRunner({ dataFolder: join(folder, 'data'), kindsFolder, resume: true });
  const server = await startServer(runner, { host: '127.0.0.1', port: 0 });
  try {
    const { run, took } = await drawCurve(runner, points);
    const entered = await fetch(server.link, { redirect: 'manual' });
    const cookie = entered.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const middle = points / 2;
    const near = { from: middle, to: middle + points / 20 };
    const rows: Row[] = [
      { name: 'points stored', value: points / (took / 1000), unit: '1/s' },
      {
        name: `curve of ${points} points at 1000 buckets`,
        value: await timeAnswer(server.url, cookie, { run, node, buckets: 1000 }),
        ...{ unit: 'ms', atMost: 200 },
      },
      {
        name: 'a twentieth of it at 1000 buckets',
        value: await timeAnswer(server.url, cookie, { run, node, buckets: 1000, ...near }),
        ...{ unit: 'ms', atMost: 200 },
      },
    ];
    return rows;
  } finally {
    await server.close();
    await runner.close();
    rmSync(folder, { recursive: true, force: true });
  }
};
