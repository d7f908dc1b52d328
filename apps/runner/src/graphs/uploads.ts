import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf } from '../canonical.ts';
import { UserError } from '../errors.ts';

/** A data set beyond this belongs beside the graph, named by its path. */
const LARGEST_UPLOAD = 4 * 1024 ** 3;

/** A name that is one plain part of a path. Throws BAD_REQUEST. */
export function checkUploadName(name: string): string {
  const isPlain = /^[^/\\\p{Cc}]{1,200}$/u.test(name) && name !== '.' && name !== '..';
  if (isPlain) return name;
  throw new UserError('BAD_REQUEST', {
    en: 'Name the file as ?name=… without slashes, at most 200 characters.',
    zh: '请用 ?name=… 指定文件名，不含斜杠，最多 200 个字符。',
  });
}

/**
 * Stores a stream under its digest; the returned path may stand in a node's config. Whole or not at all; throws
 * BAD_REQUEST where it is not what `sha256` says.
 */
export async function storeUpload(
  folder: string,
  name: string,
  body: AsyncIterable<Uint8Array>,
  sha256?: string,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const partial = join(folder, `.${randomUUID()}`);
  try {
    const digest = await writeHashed(partial, body);
    if (sha256 !== undefined && sha256 !== digest) throw otherDigest(name, sha256, digest);
    await mkdir(join(folder, digest), { recursive: true });
    await rename(partial, join(folder, digest, name));
    return `upload:${digest}/${name}`;
  } finally {
    await rm(partial, { force: true });
  }
}

async function writeHashed(file: string, body: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  const handle = await open(file, 'wx');
  try {
    let size = 0;
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > LARGEST_UPLOAD) throw tooLarge();
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}

function otherDigest(name: string, wanted: string, got: string): UserError {
  const [short, found] = [wanted.slice(0, 12), got.slice(0, 12)];
  return new UserError('BAD_REQUEST', {
    en: `The file ${name} arrived with the digest ${found} instead of ${short}; send it again.`,
    zh: `文件 ${name} 收到的摘要是 ${found}，应为 ${short}；请重新发送。`,
  });
}

/** The path of an upload that is here by its digest, under any name; undefined where it has to be sent. */
export async function findUpload(folder: string, sha256: string, name: string): Promise<string | undefined> {
  const place = join(folder, sha256);
  const wanted = join(place, checkUploadName(name));
  const names: string[] = await readdir(place).catch(() => []);
  const [any] = names.filter((one) => !one.startsWith('.'));
  if (any === undefined || !(await stat(join(place, any))).isFile()) return undefined;
  if (!names.includes(name)) await link(join(place, any), wanted);
  return `upload:${sha256}/${name}`;
}

interface FolderFile {
  /** From the folder, with slashes. */
  path: string;
  sha256: string;
}

/** Puts uploaded files together as a folder under the digest of their list. Throws NOT_FOUND for a missing one. */
export async function storeUploadedFolder(
  folder: string,
  name: string,
  files: readonly FolderFile[],
): Promise<string> {
  const listed = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const digest = digestOf(listed);
  const target = join(folder, digest, checkUploadName(name));
  const path = `upload:${digest}/${name}`;
  if (existsSync(target)) return path;
  const partial = join(folder, `.${randomUUID()}`);
  try {
    for (const file of listed) await linkUpload(folder, file, join(partial, file.path));
    await mkdir(join(folder, digest), { recursive: true });
    await rename(partial, target);
    return path;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function linkUpload(folder: string, { path, sha256 }: FolderFile, target: string): Promise<void> {
  const [stored] = await readdir(join(folder, sha256)).catch(() => []);
  if (stored === undefined)
    throw new UserError('NOT_FOUND', {
      en: `The file ${path} of the folder is not uploaded yet; send it first.`,
      zh: `文件夹中的文件 ${path} 尚未上传；请先上传。`,
    });
  await mkdir(dirname(target), { recursive: true });
  await link(join(folder, sha256, stored), target);
}

function tooLarge(): UserError {
  return new UserError('PAYLOAD_TOO_LARGE', {
    en: 'The file is larger than 4 GiB; put it on the runner and name its path instead.',
    zh: '文件超过 4 GiB；请将其放到运行器所在机器并填写路径。',
  });
}
