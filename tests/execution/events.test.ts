import type { RunEvent } from '@heed/schema';
import { describe, expect, it } from 'vitest';
import { diamond, graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { serveTest } from './server.ts';

async function collect(
  events: AsyncIterable<RunEvent>,
  most = Number.POSITIVE_INFINITY,
): Promise<RunEvent[]> {
  const seen: RunEvent[] = [];
  for await (const event of events) if (seen.push(event) >= most) break;
  return seen;
}

describe('the events of a run', () => {
  it('rise without gaps or repeats for a reader who comes and goes while the run is under way', async () => {
    await using heed = await TestRunner.open();
    const id = heed.start(graph({ a: { kind: 'slow', steps: 30 }, b: { kind: 'emit' } }));
    const seen: RunEvent[] = [];
    for (let last = 0, more = true; more; last = seen.at(-1)?.seq ?? 0) {
      const part = await collect(heed.runner.services.runs.events(id, last, new AbortController().signal), 3);
      seen.push(...part);
      more = part.length > 0;
    }
    expect(seen).toEqual(heed.record(id).events);
    expect(seen.at(-1)?.payload).toEqual({ type: 'run-state', state: 'succeeded' });
  });

  it('replay to the state that the tables hold', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(
      graph({ bad: { kind: 'fail' }, next: { kind: 'join' }, a: { kind: 'emit' } }, 'bad.out > next.in'),
    );
    for (const node of run.view.nodes) expect(run.statesOf(node.node).at(-1)).toBe(node.state);
  });

  it('cannot be changed or removed', async () => {
    await using heed = await TestRunner.open();
    const run = await heed.run(diamond());
    const sql = heed.runner.database;
    expect(() => sql.exec(`UPDATE events SET at = 0 WHERE run = '${run.id}'`)).toThrow(/append-only/);
    expect(() => sql.exec('DELETE FROM events')).toThrow(/append-only/);
  });

  it('reach a browser over a stream that resumes after the last event it saw', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const id = heed.start(graph({ a: { kind: 'slow', steps: 40 } }));
    const seen: number[] = [];
    for (let parts = 0; parts < 50; parts++) {
      const { ids, ended } = await server.stream(id, seen.at(-1), 5);
      seen.push(...ids);
      if (ended) break;
    }
    expect(seen).toEqual(heed.record(id).events.map(({ seq }) => seq));
  });
});
