import { once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { person } from './labelers.ts';
import { serveTest } from './server.ts';

const asking = graph({ people: { kind: 'ask', pairs: 4, overlap: 2 } });

/** Lets a person answer every task that is free for them; everybody prefers the first candidate by id. */
function judgeAll(heed: TestRunner, run: string, name: string, most = 4): void {
  const labeler = person(heed.runner.services.labeling, run, name);
  for (let count = 0; count < most; count++) labeler.judge(count === 3 ? 'tie' : 'first');
}

it('figures follow the answers, are kept until they change, and stay after the run', async () => {
  await using heed = await TestRunner.open();
  const { id } = await heed.run(asking);
  const { quality } = heed.runner.services;
  const place = { run: id, node: 'people' };
  const none = await quality.figures(place);
  expect(none.figures).toMatchObject({ judgements: 0, alpha: { alpha: null, because: 'no-overlap' } });
  expect(none.isCurrent).toBe(true);
  expect((await quality.figures(place)).figures).toBe(none.figures);
  judgeAll(heed, id, 'Ada');
  expect(await quality.figures(place)).toEqual({ ...none, isCurrent: false });
  judgeAll(heed, id, 'Bo');
  await heed.restart();
  const { figures } = await heed.runner.services.quality.figures(place);
  expect(figures).toMatchObject({ judgements: 8, tasks: 4, people: 2, judges: 0 });
  expect(figures.labelers.map(({ labeler, judgements }) => [labeler, judgements])).toEqual([
    ['Ada', 4],
    ['Bo', 4],
  ]);
});

it('a batch that is not there is not found', async () => {
  await using heed = await TestRunner.open();
  await expect(heed.runner.services.quality.figures({ run: 'none', node: 'people' })).rejects.toThrow(
    'Node "people" of this run has no labeling batch.',
  );
});

it('who closes the page leaves the figures to others, and figures that nobody waits for are ended', async () => {
  await using heed = await TestRunner.open();
  const { id } = await heed.run(asking);
  judgeAll(heed, id, 'Ada');
  const { quality } = heed.runner.services;
  const place = { run: id, node: 'people' };
  const ask = () => {
    const page = new AbortController();
    return {
      figures: quality.figures(place, page.signal),
      close: () => page.abort(new Error('page closed')),
    };
  };
  const [alone, none] = [ask(), new AbortController()];
  alone.close();
  await expect(alone.figures).rejects.toThrow('page closed');
  const [one, other] = [ask(), ask()];
  one.close();
  await expect(one.figures).rejects.toThrow('page closed');
  const { figures } = await other.figures;
  expect(figures.judgements).toBe(4);
  none.abort(new Error('gone before'));
  await expect(quality.figures(place, none.signal)).rejects.toThrow('gone before');
  expect((await quality.figures(place)).figures).toBe(figures);
});

it('a browser that hangs up is heard', async () => {
  await using heed = await TestRunner.open();
  const { id } = await heed.run(asking);
  await using server = await serveTest(heed.runner);
  const { promise: leaving, resolve } = Promise.withResolvers<AbortSignal>();
  vi.spyOn(heed.runner.services.quality, 'figures').mockImplementation((_, signal) => {
    resolve(signal as AbortSignal);
    return new Promise(() => {});
  });
  const page = new AbortController();
  const input = encodeURIComponent(JSON.stringify({ run: id, node: 'people' }));
  const asked = fetch(`${server.url}/trpc/quality.figures?input=${input}`, {
    headers: { cookie: server.cookie },
    signal: page.signal,
  });
  const signal = await leaving;
  page.abort();
  await expect(asked).rejects.toThrow();
  if (!signal.aborted) await once(signal, 'abort');
  expect(signal.aborted).toBe(true);
});
