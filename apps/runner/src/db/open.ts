import BetterSqlite3 from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { UserError } from '../errors.ts';
import { migrations } from './migrations/index.ts';

/** Pages kept in memory: the few megabytes that SQLite keeps by itself are less than a busy batch of tasks. */
const CACHE_KIB = 64 * 1024;

/** Opens a database file and brings its tables up to date. Throws where a newer Heed wrote the file. */
export function openDatabase(file: string) {
  const client = new BetterSqlite3(file);
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL');
  client.pragma('foreign_keys = ON');
  client.pragma('busy_timeout = 5000');
  client.pragma(`cache_size = -${CACHE_KIB}`);
  migrate(client, file);
  return drizzle({ client });
}

export type Database = ReturnType<typeof openDatabase>;

function migrate(client: BetterSqlite3.Database, file: string): void {
  const found = client.pragma('user_version', { simple: true }) as number;
  if (found > migrations.length) {
    throw new UserError('CONFLICT', {
      en: `${file} was written by a newer Heed (format ${found}, this one knows ${migrations.length}); update Heed.`,
      zh: `${file} 由更新版本的 Heed 写入（格式 ${found}，当前版本支持到 ${migrations.length}）；请升级 Heed。`,
    });
  }
  for (let number = found; number < migrations.length; number++) {
    client
      .transaction(() => {
        client.exec(migrations[number] as string);
        client.pragma(`user_version = ${number + 1}`);
      })
      .immediate();
  }
}

/** Runs `work` in one transaction: all of its writes are there after a power cut, or none. */
export function transact<Result>(db: Database, work: () => Result): Result {
  return db.$client.transaction(work).immediate();
}
