import { readdirSync, type Stats, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface Amount {
  count: number;
  bytes: number;
}

export const nothing: Amount = { count: 0, bytes: 0 };

/** Names in a folder; none where there is no folder. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What is known of a path; undefined where there is nothing. */
export function statOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

/** Bytes of all files below a folder. What vanishes meanwhile counts as nothing. */
export async function bytesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map((entry) => stat(join(entry.parentPath, entry.name)).catch(() => undefined));
  return (await Promise.all(sizes)).reduce((sum, found) => sum + (found?.size ?? 0), 0);
}

/** Folders in a folder and their bytes. */
export async function amountIn(folder: string): Promise<Amount> {
  const names = namesIn(folder).filter((name) => !name.startsWith('.'));
  let bytes = 0;
  for (const name of names) bytes += await bytesBelow(join(folder, name));
  return { count: names.length, bytes };
}
