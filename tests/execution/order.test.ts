import { messageIn } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { diamond, graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

describe('running a graph', () => {
  it('runs every node after its inputs, and hands outputs along the wires in drawing order', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(diamond());
    expect(run.state).toBe('succeeded');
    expect(run.at('joined', 'leased')).toBeGreaterThan(run.at('b', 'succeeded'));
    expect(run.statesOf('a')).toEqual([
      ...['queued', 'leased', 'starting', 'running', 'publishing', 'succeeded'],
    ]);
    expect(run.text('joined')).toMatch(/^a \d+,b \d+$/);
    expect(run.node('a').results).toEqual({ length: 1 });
    expect(await heed.staged()).toEqual([]);
  });

  it('runs independent nodes side by side when there are slots', async () => {
    await using heed = await TestRunner.open({ slots: 2 });
    const meeting = graph({ a: { kind: 'meet', at: 'b' }, b: { kind: 'meet', at: 'a' } });
    expect((await heed.run(meeting)).state).toBe('succeeded');
  });

  it('runs one node at a time when there is one slot', async () => {
    await using heed = await TestRunner.open({ slots: 1 });
    const run = await heed.run(graph({ a: { kind: 'emit' }, b: { kind: 'emit', text: 'b' } }));
    expect(run.at('b', 'leased')).toBeGreaterThan(run.at('a', 'succeeded'));
  });

  it('reports progress, curves without holes and log lines', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(graph({ a: { kind: 'slow', steps: 8, stepMs: 1 } }));
    const place = { run: run.id, node: 'a' };
    const { series } = heed.runner.services.runs.metrics(place);
    expect(series).toEqual([
      { name: 'loss', steps: [1, 2, 3, 4, 5, 6, 7, 8], values: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => 1 / n) },
    ]);
    const { lines: told } = heed.runner.services.runs.logs(place);
    const lines = told.map(({ level, text }) => `${level} ${messageIn(text, 'en')}`);
    expect(lines).toEqual(['warn "broken" is NaN at step 1.', 'info all steps done']);
    expect(run.node('a')).toMatchObject({ fraction: 1, message: 'step 8 of 8', results: { steps: 8 } });
  });
});

describe('a node that fails', () => {
  const failing = graph(
    { bad: { kind: 'fail' }, next: { kind: 'join' }, last: { kind: 'join' }, other: { kind: 'emit' } },
    'bad.out > next.in',
    'next.out > last.in',
  );

  it('fails the run with its sentence, skips what depends on it, and lets other branches finish', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(failing);
    expect(run.state).toBe('failed');
    expect(run.view.error?.en).toBe('Node "bad" failed: Line 3 is not JSON; fix it.');
    expect(run.view.error?.zh).toContain('第 3 行');
    expect(run.node('bad').error?.en).toBe('Line 3 is not JSON; fix it.');
    expect([run.node('next').state, run.node('last').state]).toEqual(['skipped', 'skipped']);
    expect(run.node('other').state).toBe('succeeded');
    expect(await heed.staged()).toEqual([]);
    expect(heed.published()).toHaveLength(1);
  });

  it('runs again after it failed: only successes are remembered', async () => {
    await using heed = await TestRunner.open();
    await heed.run(failing);
    const again = await heed.run(failing);
    expect(again.didRun('bad')).toBe(true);
    expect(again.wasCached('other')).toBe(true);
  });
});

describe('cancel', () => {
  it('ends a running node, cancels the rest, and leaves nothing half-written', async () => {
    await using heed = await TestRunner.open();
    const id = heed.start(graph({ a: { kind: 'slow', steps: 1000 }, b: { kind: 'join' } }, 'a.out > b.in'));
    await heed.until(id, ({ payload }) => payload.type === 'progress');
    heed.runner.services.runs.cancel(id);
    const run = await heed.rest(id);
    expect(run.state).toBe('cancelled');
    expect(run.statesOf('a').slice(-2)).toEqual(['cancelling', 'cancelled']);
    expect(run.node('b').state).toBe('cancelled');
    expect([await heed.staged(), heed.published()]).toEqual([[], []]);
  });

  it('kills a node that does not listen when its time is up', async () => {
    await using heed = await TestRunner.open({ graceMs: 300 });
    const id = heed.start(graph({ a: { kind: 'slow', steps: 1000, deaf: true } }));
    await heed.until(id, ({ payload }) => payload.type === 'progress');
    heed.runner.services.runs.cancel(id);
    const run = await heed.rest(id);
    expect(run.state).toBe('cancelled');
    expect(await heed.staged()).toEqual([]);
  });
});

describe('a process that dies', () => {
  it('is lost and tried again', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(graph({ a: { kind: 'crash', times: 1, counter: 'count' } }));
    expect(run.state).toBe('succeeded');
    expect(run.node('a').attempt).toBe(2);
    expect(run.statesOf('a')).toEqual([
      ...['queued', 'leased', 'starting', 'running', 'lost', 'queued'],
      ...['leased', 'starting', 'running', 'publishing', 'succeeded'],
    ]);
    expect(run.text('a')).toBe('survived');
  });

  it('fails the node after the third time, and says how it ended', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(graph({ a: { kind: 'crash', times: 99, counter: 'count' } }));
    expect(run.state).toBe('failed');
    expect(run.node('a').attempt).toBe(3);
    expect(run.view.error?.en).toContain('SIGKILL');
    expect(await heed.staged()).toEqual([]);
  });

  it('counts as dead when it falls silent, and is ended before the next attempt', async () => {
    await using heed = await TestRunner.open({ leaseMs: 3000 });
    const id = heed.start(graph({ a: { kind: 'freeze', counter: 'count' } }));
    const run = await heed.rest(id);
    expect(run.state).toBe('succeeded');
    expect(run.statesOf('a')).toContain('lost');
  });
});
