import BetterSqlite3 from 'better-sqlite3';

/**
 * Takes a lock that the system lets go of when this process ends, however it ends.
 * Returns a function that releases it, or undefined while another process holds it.
 */
export function takeLock(file: string): (() => void) | undefined {
  const client = new BetterSqlite3(file, { timeout: 200 });
  try {
    client.exec('BEGIN EXCLUSIVE');
    return () => client.close();
  } catch (error) {
    client.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}
