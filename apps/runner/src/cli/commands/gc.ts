import Table from 'cli-table3';
import type { Collected, DiskUse } from '../../api/views.ts';
import type { ClientOptions } from '../open.ts';
import { withClient } from './graphs.ts';

export interface GcOptions extends ClientOptions {
  dryRun: boolean;
  keepLast?: number;
  /** Days. */
  olderThan?: number;
  json: boolean;
}

interface Amount {
  count: number;
  bytes: number;
}

/** `heed gc`: removes what nothing refers to, and shows what is left. */
export async function gc(options: GcOptions): Promise<number> {
  return withClient(options, async ({ library }) => {
    const { dryRun, keepLast, olderThan: olderThanDays } = options;
    const collected = await library.collect({ dryRun, keepLast, olderThanDays });
    const use = await library.diskUse();
    if (options.json) console.log(JSON.stringify({ type: 'result', dryRun, collected, use }));
    else printCollected(collected, use, dryRun);
  });
}

function printCollected(collected: Collected, use: DiskUse, dryRun: boolean): void {
  const { runs, artifacts, uploads, checkpoints } = collected;
  const freed = [artifacts, uploads, checkpoints].reduce((sum, { bytes }) => sum + bytes, 0);
  const things = [
    counted(runs, 'run'),
    counted(artifacts.count, 'artifact'),
    counted(uploads.count, 'upload'),
    counted(checkpoints.count, 'checkpoint'),
  ];
  console.log(`${dryRun ? 'Would remove' : 'Removed'} ${things.join(', ')}: ${megabytes(freed)}.`);
  console.log(useTable(use));
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** What lies in the data folder, one row a kind of thing. */
function useTable(use: DiskUse): string {
  const table = new Table({
    head: ['on the disk', 'number', 'size'],
    style: { head: [], border: [], compact: true },
  });
  const row = (title: string, { count, bytes }: Amount) => table.push([title, count, megabytes(bytes)]);
  row('artifacts of runs and pins', use.artifacts);
  row('artifacts in the cache only', use.cacheOnly);
  row('uploads', use.uploads);
  row('checkpoints', use.checkpoints);
  row('database', use.database);
  return table.toString();
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}
