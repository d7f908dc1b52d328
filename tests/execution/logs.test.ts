import { expect, test } from 'vitest';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

/** A run whose node has logged as many lines as wanted; every tenth is a warning. */
async function withLog(heed: TestRunner, lines: number): Promise<{ run: string; node: string }> {
  const run = await heed.run(graph({ a: { kind: 'emit' } }));
  const { log, database } = heed.runner;
  database.transaction(() => {
    for (let number = 1; number <= lines; number++) {
      const level = number % 10 === 0 ? 'warn' : 'info';
      log.append(run.id, number, { type: 'log', node: 'a', level, text: `Line ${number} 晴 100%_` });
    }
  })();
  return { run: run.id, node: 'a' };
}

test('a log is read page by page from its end, and forward again', async () => {
  await using heed = await TestRunner.open();
  const place = await withLog(heed, 25);
  const { logs } = heed.runner.services.runs;
  const last = logs({ ...place, limit: 10 });
  expect(last.lines.map(({ at }) => at)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
  expect([last.total, last.more]).toEqual([25, true]);
  const before = logs({ ...place, limit: 20, before: last.lines[0]?.id });
  expect([before.lines.length, before.lines[0]?.at, before.more]).toEqual([15, 1, false]);
  const after = logs({ ...place, limit: 20, after: before.lines.at(-1)?.id });
  expect(after).toEqual({ lines: last.lines, total: 25, more: false });
});

test('a log is searched by text, by level and by attempt; nothing in the text is a pattern', async () => {
  await using heed = await TestRunner.open();
  const place = await withLog(heed, 30);
  const { logs } = heed.runner.services.runs;
  const found = (query: object) => logs({ ...place, ...query }).lines.map(({ at }) => at);
  expect(found({ levels: ['warn'] })).toEqual([10, 20, 30]);
  expect(found({ search: 'LINE 2 晴' })).toEqual([2]);
  expect(found({ search: '%_' })).toHaveLength(30);
  expect(found({ search: '_%' })).toEqual([]);
  expect(found({ search: 'line 2', levels: ['warn'] })).toEqual([20]);
  expect(found({ attempt: 2 })).toEqual([]);
  expect(logs({ run: place.run, search: 'line 7 ' }).lines).toMatchObject([{ node: 'a', attempt: 1, at: 7 }]);
});

test('a line in both languages is read and searched in the one that is asked for; old lines stay as they were', async () => {
  await using heed = await TestRunner.open();
  const { run, node } = await withLog(heed, 1);
  const both = { en: 'Resumed from step 4 of 9.', zh: '已从第 4 步继续，共 9 步。' };
  heed.runner.log.append(run, 2, { type: 'log', node, level: 'info', text: both });
  const { logs } = heed.runner.services.runs;
  expect(logs({ run }).lines.map(({ text }) => text)).toEqual(['Line 1 晴 100%_', both]);
  const count = (search: string, language?: 'en' | 'zh') => logs({ run, search, language }).total;
  expect([count('resumed'), count('继续'), count('zh')]).toEqual([1, 0, 0]);
  expect([count('resumed', 'zh'), count('继续', 'zh'), count('line 1', 'zh')]).toEqual([0, 1, 1]);
});

test('lines of every attempt are kept, also over a restart', async () => {
  await using heed = await TestRunner.open({ checkpointMs: 0 });
  const run = await heed.run(graph({ a: { kind: 'count', to: 12, dieEvery: 5 } }));
  expect(run.node('a').attempt).toBe(3);
  const read = () =>
    heed.runner.services.runs
      .logs({ run: run.id, node: 'a' })
      .lines.map(({ attempt, text }) => `${attempt} ${text}`);
  const lines = read();
  expect(lines.filter((line) => /goes on from/.test(line)).map((line) => line[0])).toEqual(['2', '3']);
  await heed.restart();
  expect(read()).toEqual(lines);
});

test('of a log that grows without end the middle goes, and a line tells how much', async () => {
  await using heed = await TestRunner.open();
  const place = await withLog(heed, 12_345);
  const { logs } = heed.runner.services.runs;
  const { lines, total } = logs({ ...place, search: 'dropped here' });
  expect([total, lines[0]?.dropped, lines[0]?.level]).toEqual([1, 2000, 'warn']);
  expect(lines[0]?.text).toEqual({
    en: '2,000 lines were dropped here: a log keeps the first 1,000 and the last 9,000 lines of an attempt.',
    zh: '此处省略 2,000 行：每次尝试的日志只保留前 1,000 行和后 9,000 行。',
  });
  expect(logs(place).total).toBe(12_345 - 2000 + 1);
  expect(logs({ ...place, search: 'Line 12345 ' }).lines).toHaveLength(1);
  expect(logs({ ...place, before: lines[0]?.id, limit: 1 }).lines[0]?.at).toBe(1000);
  const inEvents = heed.record(place.run).events.filter(({ payload }) => payload.type === 'log').length;
  expect(inEvents).toBeGreaterThanOrEqual(10_000);
  expect(inEvents).toBeLessThan(10_020);
});
