import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MANIFEST_FILE, type Manifest, type PortType } from '@heed/schema';
import { canonicalJson, sha256 } from '../canonical.ts';
import { failpoint } from '../failpoints.ts';
import type { About } from '../worker/messages.ts';
import { describeFile, listEntries, syncToDisk } from './files.ts';

export interface Published {
  id: string;
  manifest: Manifest;
  bytes: number;
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
  failpoint('publish.described');
  const id = await writeManifest(staging, manifest);
  for (const folder of folders) await syncToDisk(folder);
  failpoint('publish.sealed');
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
    failpoint('publish.renamed');
    await syncToDisk(dirname(target));
    failpoint('publish.synced');
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    await rm(staging, { recursive: true, force: true });
  }
}
