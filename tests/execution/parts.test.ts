import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diamond, graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

/** a → b → c, and d beside them. */
const chain = () =>
  graph(
    { a: { kind: 'emit' }, b: { kind: 'join' }, c: { kind: 'join' }, d: { kind: 'emit' } },
    'a.out > b.in',
    'b.out > c.in',
  );

describe('a run of a graph', () => {
  it('leaves out nodes that are off with what hangs on them, and reads around bypassed ones', async () => {
    await using heed = await TestRunner.open();
    const off = chain();
    off.nodes[1] = { ...(off.nodes[1] as (typeof off.nodes)[1]), mode: 'off' };
    const run = await heed.run(off);
    expect([run.state, run.view.nodes.map(({ node }) => node)]).toEqual(['succeeded', ['a', 'd']]);
    await expect(heed.run(off, { to: 'c' })).rejects.toThrow('Node "c" is switched off');
    const around = chain();
    around.nodes[1] = { ...(around.nodes[1] as (typeof around.nodes)[1]), mode: 'bypass' };
    const short = await heed.run(around);
    expect([short.state, short.view.nodes.map(({ node }) => node)]).toEqual(['succeeded', ['a', 'd', 'c']]);
    expect(short.wasCached('a')).toBe(true);
    expect((await heed.run(around, { to: 'c' })).view.nodes.map(({ node }) => node)).toEqual(['a', 'c']);
  });
});

describe('a run of a part', () => {
  it('to a node runs what it needs and nothing else, even where the graph is half drawn behind it', async () => {
    await using heed = await TestRunner.open();
    const wanted = chain();
    wanted.nodes.push({ id: 'loose', kind: 'join', version: 1, position: { x: 0, y: 0 }, config: {} });
    const run = await heed.run(wanted, { to: 'b' });
    expect([run.state, run.view.nodes.map(({ node }) => node), run.view.part]).toEqual([
      'succeeded',
      ['a', 'b'],
      { to: 'b' },
    ]);
  });

  it('from a node runs it and what depends on it though cached, and takes the rest from the cache', async () => {
    await using heed = await TestRunner.open();
    await heed.run(chain());
    const run = await heed.run(chain(), { from: 'b' });
    expect(run.view.nodes.map(({ node }) => node)).toEqual(['a', 'b', 'c']);
    expect([run.wasCached('a'), run.didRun('b'), run.didRun('c')]).toEqual([true, true, true]);
    expect(run.reasons('b')).toEqual(['a run from this node on was asked for']);
    expect(run.reasons('c')).toEqual(['a run from "b" on was asked for, and this node depends on it']);
    const between = await heed.run(chain(), { from: 'b', to: 'b' });
    expect(between.view.nodes.map(({ node }) => node)).toEqual(['a', 'b']);
  });

  it('from the failure runs what did not succeed, and says why', async () => {
    await using heed = await TestRunner.open();
    const file = join(heed.folder, 'late.txt');
    const wanted = graph(
      { ok: { kind: 'emit' }, bad: { kind: 'emit', file: 'late.txt' }, end: { kind: 'join' } },
      'bad.out > end.in',
    );
    const first = await heed.run(wanted);
    expect(first.state).toBe('failed');
    const again = await heed.run(wanted, { fromFailure: true });
    expect([again.state, again.reasons('bad')]).toEqual([
      'failed',
      ['its last run did not succeed (failed)'],
    ]);
    writeFileSync(file, 'here now');
    const run = await heed.run(wanted, { fromFailure: true });
    expect([run.state, run.view.nodes.map(({ node }) => node), run.view.part]).toEqual([
      'succeeded',
      ['bad', 'end'],
      { failureOf: again.id },
    ]);
    expect(() => heed.start(wanted, { fromFailure: true })).toThrow(
      /has no failed node, so there is no failure/,
    );
  });

  it('refuses what is not there by one sentence, and stores nothing', async () => {
    await using heed = await TestRunner.open();
    expect(() => heed.start(chain(), { to: 'z' })).toThrow(
      /^There is no node "z" in this graph; its nodes are a, b, c, d\.$/,
    );
    expect(() => heed.start(chain(), { from: 'd', to: 'c' })).toThrow(
      /^No wire leads from node "d" to node "c"/,
    );
    expect(() => heed.start(chain(), { fromFailure: true })).toThrow(/has not run yet/);
    expect(() => heed.start(chain(), { from: 'a', fromFailure: true })).toThrow(/leave one of them out/);
    expect(heed.runner.services.runs.list()).toEqual([]);
  });
});

describe('a pinned node', () => {
  it('is not run, gives its output on, and stays pinned over a restart', async () => {
    await using heed = await TestRunner.open();
    const first = await heed.run(diamond());
    const { graphs } = heed.runner.services;
    const graphId = first.view.graphId;
    graphs.pin({ graph: graphId, node: 'a', run: first.id }, 'owner');
    await heed.restart();
    const settings = ['a.text=changed', 'b.text=other'];
    const run = await heed.run(diamond(), { settings, fresh: true });
    expect([run.didRun('a'), run.didRun('joined'), run.text('joined').split(' ')[0]]).toEqual([
      false,
      true,
      'a',
    ]);
    expect(run.node('a').cache).toEqual({ hit: true, fromRun: first.id, pinned: true });
    expect(run.node('a').results).toEqual(first.node('a').results);
    heed.runner.services.graphs.unpin(graphId, 'a');
    expect((await heed.run(diamond(), { settings, to: 'a' })).text('a')).toMatch(/^changed/);
    expect(() => heed.runner.services.graphs.unpin(graphId, 'a')).toThrow(/^Node "a" is not pinned/);
  });

  it('spares a run up to a node what only the pinned one needs', async () => {
    await using heed = await TestRunner.open();
    const first = await heed.run(chain());
    heed.runner.services.graphs.pin({ graph: first.view.graphId, node: 'b', run: first.id }, 'owner');
    const run = await heed.run(chain(), { to: 'c', fresh: true });
    expect(run.view.nodes.map(({ node }) => node)).toEqual(['b', 'c']);
  });

  it('takes only artifacts of its own type that are there', async () => {
    await using heed = await TestRunner.open();
    const wanted = graph({ a: { kind: 'emit' }, judge: { kind: 'reward' } });
    const run = await heed.run(wanted);
    const { graphs } = heed.runner.services;
    const at = { graph: run.view.graphId, node: 'a', run: run.id };
    const judge = run.node('judge').outputs.judge ?? '';
    expect(() => graphs.pin({ ...at, outputs: { out: judge } }, 'owner')).toThrow(
      /^The output a\.out is Prompts, but the artifact \w{12} is Reward function; pin an artifact of the type Prompts\.$/,
    );
    expect(() => graphs.pin({ ...at, node: 'z' }, 'owner')).toThrow(/^There is no node "z"/);
    expect(() => graphs.pin({ ...at, run: 'none' }, 'owner')).toThrow(/^There is no run none/);
    expect(graphs.pins(at.graph)).toEqual([]);
    graphs.pin(at, 'owner');
    rmSync(heed.runner.artifacts.folderOf(run.node('a').outputs.out ?? ''), { recursive: true });
    const broken = await heed.run(wanted);
    expect(broken.node('a').error?.en).toMatch(
      /^The pinned output of node "a" is no longer in the data folder/,
    );
  });
});
