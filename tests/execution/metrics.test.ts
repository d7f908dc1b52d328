import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Database, openDatabase } from '../../apps/runner/src/db/open.ts';
import type { CurveRange } from '../../apps/runner/src/events/curves.ts';
import { readSeries } from '../../apps/runner/src/events/curves.ts';
import { addPoints } from '../../apps/runner/src/events/metrics.ts';
import { graph } from './graphs.ts';
import { TestRunner } from './harness.ts';

/** An empty database with one run to draw curves of. */
function database(): Database {
  const db = openDatabase(':memory:');
  db.$client.exec(`
    INSERT INTO graphs (id, name, revision, created_at, updated_at) VALUES ('g', 'g', 1, 0, 0);
    INSERT INTO runs (id, graph, snapshot, state, fresh, idempotency_key, request, created_at)
    VALUES ('r', 'g', '{}', 'running', 0, 'k', '', 0);`);
  return db;
}

function draw(db: Database, points: readonly [step: number, value: number][], batch = 100): void {
  for (let first = 0; first < points.length; first += batch) {
    const part = points.slice(first, first + batch);
    addPoints(
      db,
      'r',
      'n',
      part.map(([step, value]) => ({ step, values: { loss: value } })),
    );
  }
}

function read(db: Database, range: CurveRange) {
  const { steps = [], values = [], of } = readSeries(db, 'r', 'n', range).series[0] ?? {};
  return { points: steps.map((step, index): [number, number] => [step, values[index] as number]), of };
}

test('whatever is read of a curve are points of it, in order, with its ends, its peaks and its exact tail', () => {
  const curve = fc
    .uniqueArray(fc.integer({ min: -300, max: 70_000 }), { minLength: 1, maxLength: 400 })
    .chain((steps) =>
      fc.record({
        points: fc.tuple(
          ...steps.map((step) => fc.tuple(fc.constant(step), fc.integer({ min: -50, max: 50 }))),
        ),
        batch: fc.integer({ min: 1, max: 60 }),
        from: fc.option(fc.integer({ min: -400, max: 60_000 }), { nil: undefined }),
        width: fc.option(fc.integer({ min: 0, max: 50_000 }), { nil: undefined }),
        buckets: fc.integer({ min: 1, max: 40 }),
        tail: fc.integer({ min: 0, max: 20 }),
      }),
    );
  fc.assert(
    fc.property(curve, ({ points, batch, from, width, buckets, tail }) => {
      const db = database();
      draw(db, points, batch);
      draw(db, points.slice(0, batch), batch);
      const to = width === undefined ? undefined : (from ?? 0) + width;
      const inside = points
        .filter(([step]) => step >= (from ?? -1e9) && step <= (to ?? 1e9))
        .sort(([a], [b]) => a - b);
      const { points: got, of } = read(db, { from, to, buckets, tail });
      db.$client.close();
      if (inside.length <= Math.max(tail, 2 * buckets)) {
        expect([got, of]).toEqual([inside, undefined]);
        return;
      }
      const known = new Map(inside);
      expect(got.every(([step, value]) => known.get(step) === value)).toBe(true);
      expect(got.map(([step]) => step)).toEqual(
        [...new Set(got.map(([step]) => step))].sort((a, b) => a - b),
      );
      expect([got[0], got.at(-1), of]).toEqual([inside[0], inside.at(-1), inside.length]);
      expect(got.slice(got.length - tail)).toEqual(inside.slice(inside.length - tail));
      expect(got.length).toBeLessThanOrEqual(2 * buckets + tail + 2);
      for (const pick of [Math.min, Math.max])
        expect(pick(...got.map(([, value]) => value))).toBe(pick(...inside.map(([, value]) => value)));
    }),
    { numRuns: 60 },
  );
});

test('a spike in a hundred thousand points is seen from afar, and up close every point is there', () => {
  const db = database();
  draw(
    db,
    Array.from({ length: 100_000 }, (_, step) => [step, step === 77_777 ? 9 : Math.sin(step / 5000)]),
    1000,
  );
  const all = read(db, { buckets: 200, tail: 10 });
  expect(all.of).toBe(100_000);
  expect(all.points.length).toBeLessThanOrEqual(412);
  expect(all.points).toContainEqual([77_777, 9]);
  const near = read(db, { from: 77_700, to: 77_899, buckets: 200 });
  expect([near.points.length, near.of, near.points[77]]).toEqual([200, undefined, [77_777, 9]]);
  db.$client.close();
});

test('curves of several runs come in one answer, those of a cached node from the run that drew them', async () => {
  await using heed = await TestRunner.open();
  const wanted = graph({ a: { kind: 'count', to: 12 }, b: { kind: 'count', to: 5 } });
  const [first, second] = [await heed.run(wanted), await heed.run(wanted)];
  expect(second.wasCached('a')).toBe(true);
  const { curves } = heed.runner.services.runs.curves({
    curves: [
      { run: first.id, node: 'b', name: 'number' },
      { run: second.id, node: 'a', name: 'number' },
      { run: second.id, node: 'a', name: 'no such curve' },
    ],
    from: 3,
  });
  expect(curves.map(({ run, node, steps }) => [run, node, steps.join(' ')])).toEqual([
    [first.id, 'b', '3 4 5'],
    [second.id, 'a', '3 4 5 6 7 8 9 10 11 12'],
    [second.id, 'a', ''],
  ]);
});
