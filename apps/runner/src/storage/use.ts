import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { DiskUse } from '../api/views.ts';
import type { Database } from '../db/open.ts';
import { type Amount, amountIn, namesIn, statOf } from './folders.ts';
import { unreferenced } from './references.ts';

/** What lies in a data folder, by kind of thing, in bytes. */
export async function diskUse(db: Database, dataFolder: string): Promise<DiskUse> {
  const all = db.all<Amount>(sql`SELECT count(*) AS count, coalesce(sum(bytes), 0) AS bytes FROM artifacts`);
  const { count, bytes } = all[0] ?? { count: 0, bytes: 0 };
  const loose = unreferenced(db);
  const cacheOnly = { count: loose.length, bytes: loose.reduce((sum, one) => sum + one.bytes, 0) };
  return {
    artifacts: { count: count - cacheOnly.count, bytes: bytes - cacheOnly.bytes },
    cacheOnly,
    uploads: await amountIn(join(dataFolder, 'uploads')),
    checkpoints: await amountIn(join(dataFolder, 'checkpoints')),
    database: databaseUse(dataFolder),
  };
}

function databaseUse(dataFolder: string): Amount {
  const files = namesIn(dataFolder).filter((name) => name.startsWith('heed.db'));
  const bytes = files.reduce((sum, name) => sum + (statOf(join(dataFolder, name))?.size ?? 0), 0);
  return { count: files.length, bytes };
}
