import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { MANIFEST_FILE, type Manifest, type PortType } from '@heed/schema';
import { canonicalJson, sha256 } from '../canonical.ts';
import type { About } from '../worker/messages.ts';

export interface Published {
  id: string;
  manifest: Manifest;
  bytes: number;
}

/** Makes sure that what was written to a file or folder is on the disk. */
async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

async function listEntries(folder: string): Promise<{ files: string[]; folders: string[] }> {
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

async function describeFile(folder: string, file: string): Promise<Manifest['files'][number]> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  const { size } = await stat(file);
  const path = relative(folder, file).split(sep).join('/');
  return { path, size, sha256: hash.digest('hex') };
}

/**
 * Turns a staging folder into the artifact `<root>/<id>`: either all of it is there under its id, on the disk,
 * or nothing is. An artifact that exists already is kept and the staging folder dropped.
 */
export async function publishFolder(
  staging: string,
  root: string,
  type: PortType,
  about: About,
): Promise<Published> {
  const { files, folders } = await listEntries(staging);
  const described: Manifest['files'] = [];
  for (const file of files) {
    described.push(await describeFile(staging, file));
    await chmod(file, 0o444);
    await syncToDisk(file);
  }
  const manifest: Manifest = { format: 'heed/artifact', version: 1, type, ...about, files: described };
  const id = await writeManifest(staging, manifest);
  for (const folder of folders) await syncToDisk(folder);
  await moveInto(staging, join(root, id));
  const bytes = described.reduce((sum, { size }) => sum + size, 0);
  return { id, manifest, bytes };
}

async function writeManifest(staging: string, manifest: Manifest): Promise<string> {
  const text = canonicalJson(manifest);
  const handle = await open(join(staging, MANIFEST_FILE), 'wx', 0o444);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return sha256(text);
}

async function moveInto(staging: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  try {
    await rename(staging, target);
    await syncToDisk(dirname(target));
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await rm(staging, { recursive: true, force: true });
  }
}
