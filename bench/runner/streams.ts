import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Row, RunnerBench } from './row.ts';

const STREAMS = 200;
/** Of these, so many never read: what they miss must wait in the database. */
const DEAF = 10;
/** Events a second, as a dozen training nodes write together. */
const PACE = 25;

interface Reader {
  ids: number[];
  /** Milliseconds from an event to its arrival. */
  lags: number[];
  answer: IncomingMessage;
}

async function ask<Answer>(child: ChildProcess, order: object): Promise<Answer> {
  const answer = once(child, 'message');
  child.send(order);
  return (await answer)[0] as Answer;
}

/** Opens a stream of a run's events; a deaf one is never read. */
async function openStream(url: URL, cookie: string, deaf: boolean): Promise<Reader> {
  const [answer] = (await once(get(url, { headers: { cookie }, agent: false }), 'response')) as [
    IncomingMessage,
  ];
  if (answer.statusCode !== 200) throw new Error(`A stream was answered with ${answer.statusCode}.`);
  const reader: Reader = { ids: [], lags: [], answer };
  if (deaf) return reader;
  let rest = '';
  answer.setEncoding('utf8').on('data', (text: string) => {
    const now = Date.now();
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, id] = /^id: (\d+)$/m.exec(block) ?? [];
      const [, at] = /"at":(\d+)/.exec(block) ?? [];
      if (id) reader.ids.push(Number(id));
      if (at) reader.lags.push(now - Number(at));
    }
  });
  return reader;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
}

function check({ ids }: Reader, first: number, last: number): void {
  const whole = ids.length === last - first && ids.every((id, index) => id === first + 1 + index);
  if (!whole) throw new Error(`A stream missed or repeated events: it had ${ids.length} of ${last - first}.`);
}

async function cookieFrom(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** Two hundred browsers follow one run on this machine; a few of them have stopped reading. */
export const bench: RunnerBench = async ({ quick }) => {
  const script = join(import.meta.dirname, 'processes/stream-server.ts');
  const child = fork(script, { execArgv: ['--expose-gc'] });
  try {
    const [{ link, run }] = (await once(child, 'message')) as [{ link: string; run: string }];
    const { last: first } = await ask<{ last: number }>(child, { type: 'tell' });
    const input = JSON.stringify({ run, lastEventId: String(first) });
    const url = new URL(`/trpc/runs.events?input=${encodeURIComponent(input)}`, link);
    const cookie = await cookieFrom(link);
    const readers: Reader[] = [];
    for (let index = 0; index < STREAMS; index++) readers.push(await openStream(url, cookie, index < DEAF));
    const write = (seconds: number) =>
      ask<{ last: number; used: number; resident: number }>(child, {
        type: 'write',
        count: PACE * seconds,
        everyMs: 1000 / PACE,
      });
    const before = await write(quick ? 2 : 10);
    const { last, used, resident } = await write(quick ? 3 : 30);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const awake = readers.slice(DEAF);
    for (const reader of awake) check(reader, first, last);
    for (const { answer } of readers) answer.destroy();
    const lags = awake.flatMap((reader) => reader.lags);
    const rows: Row[] = [
      { name: `${STREAMS} streams, event lag, median`, value: quantile(lags, 0.5), unit: 'ms' },
      { name: `${STREAMS} streams, event lag, p99`, value: quantile(lags, 0.99), unit: 'ms', atMost: 500 },
      {
        name: `${STREAMS} streams, memory in use grown in that time`,
        ...{ value: Math.max(0, used - before.used), unit: 'MB', atMost: 8 },
      },
      { name: `${STREAMS} streams, resident memory of the runner`, value: resident, unit: 'MB' },
    ];
    return rows;
  } finally {
    const ended = once(child, 'exit');
    if (child.connected) child.send({ type: 'end' });
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(force);
  }
};
