import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { afterCommit, GroupCommit } from '../../apps/runner/src/db/group.ts';
import { type Database, openDatabase, transact } from '../../apps/runner/src/db/open.ts';
import { temporaryFolder } from './harness.ts';

/** A database with a table of numbers, and a second connection that sees only what is committed. */
function numbers(folder: string) {
  const file = join(folder, 'x.db');
  const [db, other] = [openDatabase(file), openDatabase(file)];
  db.$client.exec('CREATE TABLE numbers (n INTEGER PRIMARY KEY) STRICT');
  const add = (n: number) => transact(db, () => db.$client.prepare('INSERT INTO numbers VALUES (?)').run(n));
  const committed = () => other.$client.prepare('SELECT n FROM numbers ORDER BY rowid').pluck().all();
  const close = () => {
    for (const one of [db, other]) one.$client.close();
  };
  return { db, add, committed, [Symbol.dispose]: close };
}

/** How often a database was committed to by others. */
function version(db: Database): unknown {
  return db.$client.pragma('data_version', { simple: true });
}

describe('work that comes together', () => {
  it('is one commit, is answered after it, and keeps its order', async () => {
    using folder = temporaryFolder();
    using table = numbers(folder.path);
    const watcher = openDatabase(join(folder.path, 'x.db'));
    const before = version(watcher) as number;
    const group = new GroupCommit(table.db, Number.POSITIVE_INFINITY);
    const seen: unknown[] = [];
    const order: number[] = [];
    const answers = [3, 1, 2].map((n) =>
      group
        .run(() => {
          order.push(n);
          table.add(n);
          expect(table.committed()).toEqual([]);
          return n * 10;
        })
        .then((result) => {
          seen.push(table.committed());
          return result;
        }),
    );
    expect(await Promise.all(answers)).toEqual([30, 10, 20]);
    expect(order).toEqual([3, 1, 2]);
    expect(seen).toEqual(Array(3).fill([1, 2, 3]));
    expect(version(watcher)).toBe(before + 1);
    watcher.$client.close();
  });

  it('loses only what refuses, and does what follows after the commit alone', async () => {
    using folder = temporaryFolder();
    using table = numbers(folder.path);
    const group = new GroupCommit(table.db, Number.POSITIVE_INFINITY);
    const told: unknown[] = [];
    const work = (n: number, refuses = false) =>
      group.run(() => {
        table.add(n);
        afterCommit(table.db, () => told.push([n, table.committed()]));
        if (refuses) throw new Error(`no ${n}`);
        return n;
      });
    const results = await Promise.allSettled([work(1), work(2, true), work(3), work(1)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ reason: { message: 'no 2' } });
    expect(table.committed()).toEqual([1, 3]);
    expect(told).toEqual([
      [1, [1, 3]],
      [3, [1, 3]],
    ]);
  });

  it('is refused as a whole where the disk does not take it', async () => {
    using folder = temporaryFolder();
    using table = numbers(folder.path);
    const group = new GroupCommit(table.db, Number.POSITIVE_INFINITY);
    const told: number[] = [];
    const work = (n: number) =>
      group.run(() => {
        afterCommit(table.db, () => told.push(n));
        if (n === 2) table.db.$client.exec('ROLLBACK');
        else table.add(n);
      });
    const results = await Promise.allSettled([work(1), work(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(table.committed()).toEqual([]);
    expect(told).toEqual([]);
    await work(3);
    expect(table.committed()).toEqual([3]);
  });

  it('is finished when the runner closes', async () => {
    using folder = temporaryFolder();
    using table = numbers(folder.path);
    const group = new GroupCommit(table.db, Number.POSITIVE_INFINITY);
    const answer = group.run(() => table.add(7));
    group.close();
    expect(table.committed()).toEqual([7]);
    await answer;
  });
});
