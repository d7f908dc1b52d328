import { GraphError, graphChanges } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { diamond, graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

describe('saved graphs', () => {
  it('refuses to save over a revision that somebody else has stored meanwhile', async () => {
    await using heed = await TestRunner.open();
    const { graphs } = heed.runner.services;
    const { id, revision } = graphs.create(diamond());
    expect(graphs.save({ id, revision, graph: diamond({ text: 'mine' }) })).toEqual({ revision: 2 });
    expect(() => graphs.save({ id, revision, graph: diamond({ text: 'stale' }) })).toThrow(/revision 2/);
    expect(graphs.get(id).graph.nodes[0]?.config.text).toBe('mine');
  });

  it('saves by what differs from a revision, and refuses what does not fit it', async () => {
    await using heed = await TestRunner.open();
    const { graphs } = heed.runner.services;
    const { id, revision } = graphs.create(diamond());
    const changes = graphChanges(diamond(), { ...diamond({ text: 'mine' }), name: 'Mine' });
    expect(graphs.change({ id, revision, changes })).toEqual({ revision: 2 });
    expect(graphs.get(id)).toMatchObject({ graph: { ...diamond({ text: 'mine' }), name: 'Mine' } });
    expect(() => graphs.change({ id, revision, changes })).toThrow(/revision 2/);
    const other = { fields: {}, gone: [], lists: { nodes: { length: 9, start: 8, removed: 1, items: [] } } };
    expect(() => graphs.change({ id, revision: 2, changes: other })).toThrow(/another version of the graph/);
    const broken = { fields: { name: '' }, gone: [], lists: {} };
    expect(() => graphs.change({ id, revision: 2, changes: broken })).toThrow(GraphError);
    expect(graphs.get(id).revision).toBe(2);
  });

  it('lists graphs with their last run, and keeps the runs of a removed one', async () => {
    await using heed = await TestRunner.open();
    const { graphs, runs } = heed.runner.services;
    const run = await heed.run(diamond());
    expect(graphs.list()).toMatchObject([
      { name: 'test', revision: 1, nodeCount: 3, lastRun: { id: run.id, state: 'succeeded' } },
    ]);
    graphs.remove(run.view.graphId);
    expect(graphs.list()).toEqual([]);
    expect(runs.list()).toHaveLength(1);
  });

  it('brings back what was deleted, as it was, for a month', async () => {
    await using heed = await TestRunner.open();
    const { graphs, runs } = heed.runner.services;
    const run = await heed.run(diamond());
    const id = run.view.graphId;
    const before = graphs.get(id);
    expect(graphs.removed()).toEqual([]);
    graphs.remove(id);
    expect(graphs.removed()).toMatchObject([{ id, name: 'test', nodeCount: 3 }]);
    expect(() => graphs.get(id)).toThrow(/may have been removed/);
    graphs.restore(id);
    graphs.restore(id);
    expect([graphs.get(id), graphs.removed(), runs.list()]).toEqual([
      before,
      [],
      [expect.objectContaining({ id: run.id })],
    ]);
    expect(() => graphs.restore('gone')).toThrow(/no graph gone/);
    graphs.remove(id);
    const monthAgo = Date.now() - 31 * 24 * 3600 * 1000;
    heed.runner.database.prepare('UPDATE graphs SET removed_at = ?').run(monthAgo);
    expect(graphs.removed()).toEqual([]);
  });

  it('stores the graph of a file once under its name, and again only when it changed', async () => {
    await using heed = await TestRunner.open();
    await heed.run(diamond());
    await heed.run(diamond(), { settings: ['a.text=other'] });
    expect(heed.runner.services.graphs.list()).toMatchObject([{ revision: 1 }]);
    await heed.run(diamond({ text: 'new' }));
    expect(heed.runner.services.graphs.list()).toMatchObject([{ revision: 2 }]);
  });

  it('keeps a draft with dangling wires as it is, and names what is wrong', async () => {
    await using heed = await TestRunner.open();
    const { graphs } = heed.runner.services;
    const draft = graph({ a: { kind: 'emit' } }, 'gone.out > a.in');
    const { id } = graphs.create(draft);
    expect(graphs.get(id).graph.edges).toEqual(draft.edges);
    expect(graphs.validate(draft).map(({ code }) => code)).toEqual(['dangling-edge']);
    expect(graphs.validate({ format: 'heed/graph', version: 99 }).map(({ code }) => code)).toEqual([
      'newer-format',
    ]);
  });
});

describe('starting a run', () => {
  it('gives the same run for the same key and request, and refuses another request under it', async () => {
    await using heed = await TestRunner.open();
    const key = 'a-key-of-my-own';
    const id = heed.start(diamond(), { key });
    expect(heed.start(diamond(), { key })).toBe(id);
    expect(() => heed.start(diamond(), { key, fresh: true })).toThrow(/idempotency key/);
    expect(heed.runner.services.runs.list()).toHaveLength(1);
    await heed.rest(id);
    expect(heed.start(diamond(), { key })).toBe(id);
  });

  it('refuses a graph that cannot run, stores nothing, and lists every problem', async () => {
    await using heed = await TestRunner.open();
    const cyclic = graph({ a: { kind: 'join' }, b: { kind: 'join' } }, 'a.out > b.in', 'b.out > a.in');
    expect(() => heed.start(cyclic)).toThrow(GraphError);
    expect(heed.runner.services.runs.list()).toEqual([]);
    expect(heed.runner.services.graphs.list()).toEqual([]);
  });

  it('runs a saved graph at its newest revision', async () => {
    await using heed = await TestRunner.open();
    const { graphs, runs } = heed.runner.services;
    const { id, revision } = graphs.create(diamond());
    graphs.save({ id, revision, graph: diamond({ text: 'newest' }) });
    const run = await heed.rest(runs.start({ graphId: id, idempotencyKey: 'key-12345' }).id);
    expect(run.text('a')).toMatch(/^newest/);
    expect(runs.list(id).map((one) => one.id)).toEqual([run.id]);
  });

  it('goes on with runs that were under way when the runner was stopped in good order', async () => {
    await using heed = await TestRunner.open();
    const id = heed.start(graph({ a: { kind: 'emit' }, b: { kind: 'slow', steps: 40 } }));
    await heed.until(id, ({ payload }) => payload.type === 'progress' && payload.node === 'b');
    await heed.restart();
    const run = await heed.rest(id);
    expect(run.state).toBe('succeeded');
    expect(run.events.map(({ payload }) => payload.type === 'run-state' && payload.state)).toContain(
      'interrupted',
    );
    expect(run.node('b').attempt).toBe(1);
    expect(run.statesOf('a').filter((state) => state === 'running')).toHaveLength(1);
  });
});
