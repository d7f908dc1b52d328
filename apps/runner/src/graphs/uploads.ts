import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Stores a stream under its digest; the returned path may stand in a node's config. Whole or not at all. */
export async function storeUpload(
  folder: string,
  name: string,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const partial = join(folder, `.${randomUUID()}`);
  try {
    const digest = await writeHashed(partial, body);
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

function tooLarge(): UserError {
  return new UserError('PAYLOAD_TOO_LARGE', {
    en: 'The file is larger than 4 GiB; put it on the runner and name its path instead.',
    zh: '文件超过 4 GiB；请将其放到运行器所在机器并填写路径。',
  });
}
