import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StopRule } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

/** Counts to twelve, watched by rules. */
function counting(...stop: StopRule[]) {
  const plain = graph({ a: { kind: 'count', to: 12 } });
  return { ...plain, nodes: plain.nodes.map((node) => ({ ...node, stop })) };
}

const above = (value: number, action: StopRule['action'], points = 1): StopRule => {
  return { metric: 'number', test: 'above', value, for: points, action };
};

const diary = (heed: TestRunner) =>
  readFileSync(join(heed.folder, 'diary.txt'), 'utf8').trim().split(' ').map(Number);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

async function untilPaused(heed: TestRunner, id: string) {
  await heed.until(id, ({ payload }) => payload.type === 'run-state' && payload.state === 'paused');
  await heed.runner.idle();
  return heed.record(id);
}

describe('a stop rule that pauses', () => {
  it('stops the run with a sentence, and resumed it goes on to its end without stopping again', async () => {
    await using heed = await TestRunner.open({ checkpointMs: 60_000 });
    const wanted = counting(above(5, 'pause'));
    wanted.nodes[0] = { ...wanted.nodes[0], config: { to: 200, stepMs: 5 } } as (typeof wanted.nodes)[0];
    const id = heed.start(wanted);
    const paused = await untilPaused(heed, id);
    expect([paused.state, paused.view.pause, paused.node('a').state]).toEqual([
      'paused',
      'stop-rule',
      'queued',
    ]);
    expect(paused.view.error?.en).toMatch(
      /^A stop rule of node "a" paused the run at step 6 \(Number above 5\)/,
    );
    expect(paused.node('a').stopped).toMatchObject([{ step: 6, value: 6, rule: { action: 'pause' } }]);
    expect(diary(heed).length).toBeLessThan(200);
    await heed.restart();
    heed.runner.services.runs.resume(id);
    const run = await heed.rest(id);
    expect([run.state, run.view.error, run.node('a').stopped?.length]).toEqual(['succeeded', undefined, 1]);
    expect(diary(heed)).toEqual(upTo(200));
  });

  it('is no part of what the result follows from', async () => {
    await using heed = await TestRunner.open();
    await heed.run(counting());
    const run = await heed.run(counting(above(5, 'pause')));
    expect([run.state, run.wasCached('a')]).toEqual(['succeeded', true]);
  });
});

describe('a stop rule that finishes', () => {
  it('ends the work at the very step, takes the result as it is, and says so', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(counting(above(5, 'finish', 2)));
    expect([run.state, run.text('a'), run.node('a').results]).toEqual([
      'succeeded',
      'counted to 7',
      { to: 7 },
    ]);
    expect(run.node('a').stopped).toMatchObject([{ step: 7, value: 7 }]);
    expect(run.node('a').stopped?.[0]?.message.zh).toMatch(/^停止规则在第 7 步后结束了节点“a”/);
    expect(diary(heed)).toEqual(upTo(7));
  });

  it('is a part of what the result follows from', async () => {
    await using heed = await TestRunner.open();
    await heed.run(counting(above(5, 'finish')));
    const same = await heed.run(counting(above(5, 'finish')));
    expect(same.wasCached('a')).toBe(true);
    const other = await heed.run(counting(above(7, 'finish')));
    expect([other.reasons('a'), other.text('a')]).toEqual([['its stop rules changed'], 'counted to 8']);
  });

  it('stops at the same step when the process is killed on the way', async () => {
    await using heed = await TestRunner.open({ checkpointMs: 0 });
    const wanted = counting(above(3, 'finish', 4));
    wanted.nodes[0] = { ...wanted.nodes[0], config: { to: 12, dieEvery: 6 } } as (typeof wanted.nodes)[0];
    const run = await heed.run(wanted);
    expect([run.node('a').attempt, run.text('a')]).toEqual([2, 'counted to 7']);
  });
});

it('a rule about a metric that the kind does not report is refused with those it has', async () => {
  await using heed = await TestRunner.open();
  const broken: StopRule = { metric: 'loss', test: 'not-finite', action: 'pause' };
  expect(() => heed.start(counting(broken))).toThrow(
    'A stop rule of node "a" looks at "loss", which is no metric of it; its metrics are number.',
  );
});
