import { flushCompileCache } from 'node:module';
import { loadRun } from '@heed/nodes/catalogue.ts';
import { type JudgementRow, type Localized, localizedSchema, NodeError } from '@heed/schema';
import { makeContext } from './context.ts';
import { type Job, orderSchema, type Report } from './messages.ts';
import { Outbox } from './outbox.ts';

/**
 * Entry of the child process that works for one node run: a job in, reports out. After its last report the
 * runner ends it; when the runner is gone it ends by itself.
 */
const HEARTBEAT_MS = 2000;

const send = (report: Report) => process.send?.(report);
const outbox = new Outbox(send);
const abort = new AbortController();
let answered: ((rows: JudgementRow[]) => void) | undefined;

process.on('disconnect', () => process.exit(1));
process.on('message', (message) => {
  const order = orderSchema.parse(message);
  if (order.type === 'job') void work(order.job);
  if (order.type === 'judgements') answered?.(order.rows);
  if (order.type === 'abort') abort.abort();
});
/** The terminal sends Ctrl-C to the whole group; the runner decides what it means. */
process.on('SIGINT', () => {});
setInterval(() => send({ type: 'heartbeat' }), HEARTBEAT_MS);

async function work(job: Job): Promise<void> {
  try {
    await runNode(job);
  } catch (error) {
    outbox.flush();
    if (abort.signal.aborted) process.exit(0);
    send({ type: 'failed', error: explain(error) });
  }
}

async function runNode(job: Job): Promise<void> {
  const run = await loadRun(job.kind, job.kindsFolder);
  const { context, abouts } = makeContext(job, { outbox, signal: abort.signal, ask });
  send({ type: 'ready' });
  flushCompileCache();
  const results = (await run(context)) ?? {};
  outbox.flush();
  const finite = Object.entries(results).filter(([, value]) => Number.isFinite(value));
  send({ type: 'returned', results: Object.fromEntries(finite), outputs: abouts });
}

/** Waits for the judgements; while people are still at work the runner ends this process. */
function ask(request: Extract<Report, { type: 'ask' }>['request']): Promise<JudgementRow[]> {
  outbox.flush();
  return new Promise((resolve) => {
    answered = resolve;
    send({ type: 'ask', request });
  });
}

function explain(error: unknown): Localized {
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
