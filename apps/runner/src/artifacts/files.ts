import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Manifest } from '@heed/schema';

/** Makes sure that what was written to a file or folder is on the disk. */
export async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Everything in a folder, as paths; the folder itself is the first of the folders. Throws for links and devices. */
export async function listEntries(folder: string): Promise<{ files: string[]; folders: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  const folders = [folder];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) folders.push(path);
    else if (entry.isFile()) files.push(path);
    else
      throw new Error(
        `${relative(folder, path)} is neither a file nor a folder; an artifact holds only those.`,
      );
  }
  return { files: files.sort(), folders };
}

/** A file's path from its folder, its size and its digest. */
export async function describeFile(folder: string, file: string): Promise<Manifest['files'][number]> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  const { size } = await stat(file);
  const path = relative(folder, file).split(sep).join('/');
  return { path, size, sha256: hash.digest('hex') };
}
