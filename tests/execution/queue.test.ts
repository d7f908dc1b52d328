import { expect, test } from 'vitest';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

const slow = graph({ a: { kind: 'slow', steps: 400 } });
const one = { slots: 1, gpus: 0 };

type Query = Partial<Parameters<TestRunner['runner']['services']['runs']['queue']>[0]>;

function queue(heed: TestRunner, query: Query = {}) {
  return heed.runner.services.runs.queue({ limit: 30, ...query });
}

test('the queue tells what is running, what waits behind it, and what the machine is busy with', async () => {
  await using heed = await TestRunner.open(one);
  const first = heed.start(slow);
  await heed.until(first, ({ payload }) => payload.type === 'node-state' && payload.state === 'running');
  const [second, third] = [heed.start(slow), heed.start(slow)];
  const { runs, more, counts, slots } = queue(heed);
  expect(runs.map(({ id, state, ahead }) => [id, state, ahead])).toEqual([
    [third, 'queued', 1],
    [second, 'queued', 0],
    [first, 'running', undefined],
  ]);
  expect(runs[2]).toMatchObject({ nodes: { done: 0, total: 1 }, now: [{ node: 'a', state: 'running' }] });
  expect([more, counts]).toEqual([false, { queued: 2, running: 1 }]);
  expect(slots).toEqual([
    { slot: 'cpu', used: 1, of: 1 },
    { slot: 'training', used: 0, of: 1 },
  ]);
  for (const id of [third, second, first]) heed.runner.services.runs.cancel(id);
  await heed.rest(first);
});

test('the queue is read page by page, and by state', async () => {
  await using heed = await TestRunner.open();
  const ids: string[] = [];
  for (let count = 0; count < 3; count++)
    ids.push((await heed.run(graph({ a: { kind: 'emit', text: 'x' } }))).id);
  const page = queue(heed, { limit: 2 });
  expect([page.runs.map(({ id }) => id), page.more]).toEqual([ids.toReversed().slice(0, 2), true]);
  const next = queue(heed, { limit: 2, before: ids[1] });
  expect([next.runs.map(({ id }) => id), next.more]).toEqual([[ids[0]], false]);
  expect(queue(heed, { states: ['queued'] }).runs).toEqual([]);
});

test('the queue is searched by the name of a pipeline and by the start of an id, and counts what it finds', async () => {
  await using heed = await TestRunner.open();
  const named = (name: string) => ({ ...graph({ a: { kind: 'emit', text: name } }), name });
  const [nightly, weather] = [await heed.run(named('Nightly 夜间 100%')), await heed.run(named('Weather'))];
  const found = (name: string) => queue(heed, { name }).runs.map(({ id }) => id);
  expect(['nIGHTLY', '夜间', '100%', weather.id.slice(0, 8)].map(found)).toEqual([
    [nightly.id],
    [nightly.id],
    [nightly.id],
    [weather.id],
  ]);
  expect(queue(heed, { name: '%' }).counts).toEqual({ succeeded: 1 });
  expect(queue(heed, { name: 'nothing' })).toMatchObject({ runs: [], counts: {}, more: false });
  const [run] = queue(heed, { name: 'Weather' }).runs;
  expect(queue(heed, { graph: run?.graphId }).runs.map(({ id }) => id)).toEqual([weather.id]);
});
