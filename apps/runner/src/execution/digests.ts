import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { digestOf } from '../canonical.ts';

/** All regular files below a folder, as sorted relative paths with forward slashes. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** SHA-256 of a file's bytes, read as a stream. */
async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

const known = new Map<string, string>();

/** As `fileDigest`, remembered while size and time of change stay the same. */
async function rememberedDigest(file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file);
  const key = `${file}\n${size}\n${mtimeMs}`;
  const digest = known.get(key) ?? (await fileDigest(file));
  known.set(key, digest);
  return digest;
}

/** Digest of what a path holds, file or folder; undefined where there is nothing. */
export async function contentDigest(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile()) return rememberedDigest(path);
  if (!found?.isDirectory()) return undefined;
  return folderDigest(path);
}

async function folderDigest(folder: string): Promise<string> {
  const files = await listFiles(folder);
  const digests = await Promise.all(files.map((file) => rememberedDigest(join(folder, file))));
  return digestOf(files.map((file, index) => [file, digests[index]]));
}
