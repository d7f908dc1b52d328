import { flushCompileCache } from 'node:module';
import { Worker } from 'node:worker_threads';
import { loadRun } from '@heed/nodes/catalogue.ts';
import { type Asked, type Localized, localizedSchema, NodeError } from '@heed/schema';
import { BEAT_MS } from './beats.ts';
import { makeContext } from './context.ts';
import { isDiskFull } from './disk-full.ts';
import { type Job, orderSchema, type Report } from './messages.ts';
import { Outbox } from './outbox.ts';
import { StopRules } from './stop-rules.ts';

/**
 * Entry of the child processes that work for node runs: a job in, reports out, then perhaps another job. When the
 * runner is gone the process ends by itself.
 */
interface Work {
  outbox: Outbox;
  abort: AbortController;
  answered?: (asked: Asked) => void;
  send(report: Report): void;
}

/** Kinds that this process has loaded. */
const runs = new Map<string, Awaited<ReturnType<typeof loadRun>>>();
let jobs = 0;
let work: Work | undefined;

process.on('disconnect', () => process.exit(1));
process.on('message', (message) => {
  const order = orderSchema.parse(message);
  if (order.type === 'job') void carryOut(order.job);
  if (order.type === 'judgements') work?.answered?.(order);
  if (order.type === 'abort') work?.abort.abort();
});
/** The terminal sends Ctrl-C to the whole group; the runner decides what it means. */
process.on('SIGINT', () => {});

const turns = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
setInterval(() => Atomics.add(new Int32Array(turns), 0, 1), BEAT_MS / 2);
new Worker(new URL('./heartbeat.ts', import.meta.url), { workerData: turns });

async function carryOut(job: Job): Promise<void> {
  const number = ++jobs;
  /** Whatever an earlier job left behind speaks under its own number, and is not heard. */
  const send = (report: Report) => process.send?.({ job: number, report });
  work = { send, outbox: new Outbox(send, new StopRules(job.stop)), abort: new AbortController() };
  try {
    await runNode(job, work);
  } catch (error) {
    work.outbox.flush();
    if (work.abort.signal.aborted) process.exit(0);
    send({ type: 'failed', error: explain(error, work.outbox), diskFull: isDiskFull(error) });
  }
}

async function runNode(job: Job, { outbox, abort, send }: Work): Promise<void> {
  const run = runs.get(job.kind) ?? (await loadRun(job.kind, job.kindsFolder));
  const { context, abouts } = makeContext(job, { outbox, signal: abort.signal, ask });
  send({ type: 'ready' });
  if (!runs.has(job.kind)) flushCompileCache();
  runs.set(job.kind, run);
  const results = (await run(context)) ?? {};
  outbox.flush();
  const finite = Object.entries(results).filter(([, value]) => Number.isFinite(value));
  send({
    type: 'returned',
    results: Object.fromEntries(finite),
    outputs: abouts,
    memory: process.memoryUsage.rss(),
  });
}

/** Waits for the judgements; while people are still at work the runner ends this process. */
function ask(request: Extract<Report, { type: 'ask' }>['request']): Promise<Asked> {
  work?.outbox.flush();
  return new Promise((resolve) => {
    if (work) work.answered = resolve;
    work?.send({ type: 'ask', request });
  });
}

function explain(error: unknown, outbox: Outbox): Localized {
  if (error instanceof NodeError) return error.localized;
  const both = localizedSchema.safeParse((error as { localized?: unknown } | null)?.localized);
  if (both.success) return both.data;
  if (error instanceof Error) {
    outbox.log('error', error.stack ?? error.message);
    outbox.flush();
    return { en: error.message, zh: error.message };
  }
  return { en: String(error), zh: String(error) };
}
