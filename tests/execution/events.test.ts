import type { RunEvent } from '@heed/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diamond, graph } from './graphs.ts';
import { TestRunner } from './harness.ts';
import { readStream, serveTest } from './server.ts';

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

  it('reach everybody who follows, whenever he joins and however often his connection breaks', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { id } = await heed.run(graph({ people: { kind: 'ask' } }));
    let number = 0;
    const append = (count: number) => {
      for (let index = 0; index < count; index++) {
        const text = `line ${++number}`;
        heed.runner.log.append(id, Date.now(), { type: 'log', node: 'people', level: 'info', text });
      }
      heed.runner.log.wake(id);
    };
    /** Reads on after each broken connection, also while events come, up to the one that will be the last. */
    const follow = async (reads: readonly number[], start: number, end: number) => {
      const seen = [start];
      for (let read = 0; (seen.at(-1) as number) < end; read++) {
        const most = Math.min(reads[read % reads.length] as number, end - (seen.at(-1) as number));
        seen.push(...(await server.stream(id, seen.at(-1), most)).ids);
      }
      return seen;
    };
    const reads = fc.array(fc.integer({ min: 2, max: 90 }), { minLength: 1, maxLength: 5 });
    const readers = fc.array(fc.record({ reads, joins: fc.nat() }), { minLength: 1, maxLength: 4 });
    const bursts = fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(readers, bursts, async (plans, sizes) => {
      append(1);
      const last = heed.runner.log.lastSeq(id);
      const end = last + sizes.reduce((sum, size) => sum + size, 0);
      const everybody = plans.map(({ reads: each, joins }) =>
        follow(each, Math.max(1, last - (joins % 200)), end),
      );
      for (const size of sizes) {
        await new Promise((resolve) => setTimeout(resolve, size % 20));
        append(size);
      }
      const all = heed.record(id).events.map(({ seq }) => seq);
      for (const seen of await Promise.all(everybody))
        expect(seen).toEqual(all.slice(all.indexOf(seen[0] as number)));
    });
    await fc.assert(property, { numRuns: 8 });
  });

  it('wait in the database for a reader who is slow, not in memory', async () => {
    await using heed = await TestRunner.open();
    await using server = await serveTest(heed.runner);
    const { id } = await heed.run(graph({ people: { kind: 'ask' } }));
    const text = 'x'.repeat(4000);
    heed.runner.database.transaction(() => {
      for (let index = 0; index < 8000; index++)
        heed.runner.log.append(id, index, { type: 'log', node: 'people', level: 'info', text });
    })();
    const last = heed.runner.log.lastSeq(id);
    let given = 0;
    const { runs } = heed.runner.services;
    const original = runs.events;
    runs.events = async function* (...query) {
      for await (const event of original(...query)) {
        given = event.seq;
        yield event;
      }
    };
    const input = encodeURIComponent(JSON.stringify({ run: id }));
    const stream = await server.get(`/trpc/runs.events?input=${input}`);
    let before = -1;
    for (; before !== given; await new Promise((resolve) => setTimeout(resolve, 300))) before = given;
    expect(given).toBeLessThan(last / 2);
    const { ids } = await readStream(stream, last);
    expect(ids).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  });
});
