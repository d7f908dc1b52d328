import { mergeGraphs } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { diamond } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { serveTest } from './server.ts';

describe('versions of a graph', () => {
  it('are kept with who saved them and what they came from, compared, named, and restored as new ones', async () => {
    await using heed = await TestRunner.open();
    const { graphs, versions } = heed.runner.services;
    const { id } = graphs.create(diamond(), 'Ada');
    graphs.save({ id, revision: 1, graph: diamond({ text: 'second' }) }, 'Bo');
    expect(versions.diff(id, 1, 2)).toMatchObject({
      nodes: { changed: [{ id: 'a', fields: [{ field: 'config.text', before: 'a', after: 'second' }] }] },
    });
    versions.name({ id, revision: 1, name: 'First draft' });
    expect(() => versions.name({ id, revision: 2, name: 'First draft' })).toThrow(
      /^Revision 1 of this graph is already called "First draft"/,
    );
    expect(versions.restore({ id, revision: 1, current: 2 }, 'Ada')).toEqual({ revision: 3 });
    expect(graphs.get(id).graph).toEqual(diamond());
    await heed.restart();
    const history = heed.runner.services.versions.list({ id });
    expect(history).toMatchObject([
      { revision: 3, parent: 2, restores: 1, author: 'Ada', name: null, nodeCount: 3 },
      { revision: 2, parent: 1, restores: null, author: 'Bo' },
      { revision: 1, parent: null, restores: null, author: 'Ada', name: 'First draft' },
    ]);
    const named = heed.runner.services.versions.list({ id, named: true });
    expect(named.map(({ revision }) => revision)).toEqual([1]);
    expect(heed.runner.services.versions.list({ id, before: 2 }).map(({ revision }) => revision)).toEqual([
      1,
    ]);
    expect(() => heed.runner.services.versions.open(id, 9)).toThrow(/has no revision 9/);
  });

  it('answer a stale tab with both sides, so that it can merge, and overwrite nothing', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { graphs } = heed.runner.services;
    const { id, revision } = graphs.create(diamond());
    const theirs = diamond();
    theirs.seed = 5;
    graphs.save({ id, revision, graph: theirs }, 'Bo');
    const mine = diamond({ text: 'mine' });
    const answer = await server.post('/trpc/graphs.save', { id, revision, graph: mine });
    expect(answer.status).toBe(409);
    const { error } = (await answer.json()) as { error: { message: string; data: Record<string, unknown> } };
    expect(error.message).toMatch(/^This graph was saved elsewhere as revision 2 by Bo since revision 1 was/);
    const { conflict } = error.data as {
      conflict: { theirs: { graph: typeof mine }; base: typeof conflict.theirs };
    };
    expect(conflict).toMatchObject({ theirs: { revision: 2, author: 'Bo' }, base: { revision: 1 } });
    const { graph, conflicts } = mergeGraphs(conflict.base.graph, mine, conflict.theirs.graph);
    expect(conflicts).toEqual([]);
    expect(graphs.get(id)).toMatchObject({ revision: 2, graph: { seed: 5 } });
    expect(graphs.save({ id, revision: 2, graph })).toEqual({ revision: 3 });
    expect(graphs.get(id).graph).toMatchObject({ seed: 5, nodes: [{ config: { text: 'mine' } }, {}, {}] });
  });
});
