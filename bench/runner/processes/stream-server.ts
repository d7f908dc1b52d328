import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyGraph, type Graph } from '@heed/schema';
import { startServer } from '../../../apps/runner/src/api/http/server.ts';
import { openRunner } from '../../../apps/runner/src/runner.ts';

/** Characters in each event, as a batch of points of a training node has. */
const TEXT = 'x'.repeat(400);

/** Serves a run that waits for people, writes events into it on demand, and tells how much memory that takes. */
const folder = mkdtempSync(join(tmpdir(), 'heed-bench-'));
const kindsFolder = join(import.meta.dirname, '../../../tests/execution/kinds');
const runner = await openRunner({ dataFolder: join(folder, 'data'), kindsFolder, resume: true });
const server = await startServer(runner, { host: '127.0.0.1', port: 0 });
const graph: Graph = {
  ...emptyGraph('streams'),
  nodes: [{ id: 'people', kind: 'ask', version: 1, position: { x: 0, y: 0 }, config: {} }],
};
const { id: run } = runner.startIn(folder, { graph, idempotencyKey: randomUUID() });
for await (const { payload } of runner.services.runs.events(run, 0, new AbortController().signal))
  if (payload.type === 'run-state' && payload.state === 'waiting_human') break;

/** Megabytes in use after a collection, and those that the system has lent. */
function memory(): { used: number; resident: number } {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: (heapUsed + external) / 1e6, resident: rss / 1e6 };
}

/** Writes events one by one at a pace; resolves when all are written. */
async function write(count: number, everyMs: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    const fraction = number / count;
    runner.log.append(run, Date.now(), { type: 'progress', node: 'people', fraction, message: TEXT });
    runner.log.wake(run);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

process.on('message', async (order: { type: string; count?: number; everyMs?: number }) => {
  if (order.type === 'write') await write(order.count ?? 0, order.everyMs ?? 0);
  if (order.type === 'end') {
    await server.close();
    await runner.close();
    rmSync(folder, { recursive: true, force: true });
    process.disconnect();
    return;
  }
  process.send?.({ last: runner.log.lastSeq(run), ...memory() });
});
process.send?.({ link: server.link, run });
