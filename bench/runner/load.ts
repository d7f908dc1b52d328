import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { emptyGraph, type Graph } from '@heed/schema';
import type { RunnerBench } from './row.ts';
import { call, enter, residentBytes, type Served, serveInProcess } from './served.ts';

const LABELERS = 50;
const STREAMS = 200;
/** Between two answers of one labeler: faster than people read. */
const THINK_MS = 2000;
const kinds = join(import.meta.dirname, '../../tests/execution/kinds');

/** One node that asks people about more pairs than they can judge meanwhile. */
const asking: Graph = {
  ...emptyGraph('load'),
  nodes: [{ id: 'people', kind: 'ask', version: 1, config: { pairs: 5000 }, position: { x: 0, y: 0 } }],
};

/** The value below which a share of all values lies; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

interface Work {
  tasks: { taskId: string }[];
}

/** Answers task after task in a session of its own; notes how long each answer takes to be stored. */
async function label(served: Served, link: string, run: string, name: string, until: number, took: number[]) {
  const cookie = await enter(link);
  const place = { run, node: 'people', labeler: name };
  await pause(Math.random() * THINK_MS);
  const post = { cookie, method: 'POST' } as const;
  let work = await call<Work>(served, 'labeling.work', place, post);
  while (Date.now() < until) {
    const taskId = work.tasks[0]?.taskId;
    if (taskId === undefined) return;
    const said = { outcome: 'answered', value: { chosen: 'c1' }, timeMs: THINK_MS };
    const answer = { taskId, ...said, idempotencyKey: randomUUID() };
    const started = performance.now();
    work = await call<Work>(served, 'labeling.answer', { ...place, answer }, post);
    took.push(performance.now() - started);
    await pause(THINK_MS);
  }
}

/** Follows a run's events until it is told to stop; notes how late each live one arrives. */
function follow(served: Served, run: string, signal: AbortSignal, late: number[]): Promise<void> {
  const since = Date.now();
  const input = encodeURIComponent(JSON.stringify({ run }));
  const headers = { cookie: served.cookie, accept: 'text/event-stream' };
  return new Promise((resolve) => {
    const asked = get(`${served.url}/trpc/runs.events?input=${input}`, { headers, signal, agent: false });
    asked.on('error', () => resolve());
    asked.on('response', (answer) => {
      answer.setEncoding('utf8').on('error', () => resolve());
      answer.on('data', (text: string) => {
        const now = Date.now();
        for (const [, at] of text.matchAll(/"at":(\d+)/g))
          if (Number(at) >= since) late.push(now - Number(at));
      });
    });
  });
}

/** Fifty people who label and two hundred browsers that look on, at one runner on this machine. */
export const bench: RunnerBench = async ({ quick }) => {
  const [labelers, streams, seconds] = quick ? [10, 20, 6] : [LABELERS, STREAMS, 40];
  await using served = await serveInProcess(kinds);
  const start = { graph: asking, idempotencyKey: randomUUID() };
  const { id: run } = await call<{ id: string }>(served, 'runs.start', start, { method: 'POST' });
  const link = await served.invite(run, 'people');
  const [took, late, stop]: [number[], number[], AbortController] = [[], [], new AbortController()];
  const watching = Array.from({ length: streams }, () => follow(served, run, stop.signal, late));
  await pause(1000);
  const until = Date.now() + seconds * 1000;
  const people = Array.from({ length: labelers }, (_, number) =>
    label(served, link, run, `person ${number}`, until, took),
  );
  await pause((seconds * 1000) / 3);
  const before = await residentBytes(served);
  await Promise.all(people);
  const after = await residentBytes(served);
  stop.abort();
  await Promise.all(watching);
  const about = `${labelers} labelers and ${streams} streams`;
  return [
    { name: `an answer stored, p50 (${about})`, value: quantile(took, 0.5), unit: 'ms' },
    { name: 'an answer stored, p99', value: quantile(took, 0.99), unit: 'ms', atMost: 150 },
    { name: 'an event at its streams, p50', value: quantile(late, 0.5), unit: 'ms' },
    { name: 'an event at its streams, p99', value: quantile(late, 0.99), unit: 'ms', atMost: 500 },
    { name: 'answers stored', value: took.length / seconds, unit: '1/s' },
    { name: 'events delivered', value: late.length / seconds, unit: '1/s' },
    { name: 'memory of the runner', value: after / 1e6, unit: 'MB' },
    { name: 'memory gained in the last two thirds', value: (after - before) / 1e6, unit: 'MB', atMost: 50 },
  ];
};
