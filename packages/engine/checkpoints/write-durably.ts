import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** One write call moves at most this many bytes; the operating system allows no more than 2 GiB. */
const LONGEST_WRITE = 2 ** 30;

/**
 * Writes a file beside its place, flushes it to the disk and then moves it there: after a crash the name holds the old
 * content or the new one, never a part.
 */
export async function writeDurably(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await writeAndFlush(unfinished, parts);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await flushFolder(dirname(file));
}

/** `writeDurably` for a value as indented JSON. */
export function writeJson(file: string, value: unknown): Promise<void> {
  return writeDurably(file, [Buffer.from(`${JSON.stringify(value, null, 2)}\n`)]);
}

async function writeAndFlush(file: string, parts: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for (const part of parts) {
      for (let done = 0; done < part.byteLength; ) {
        const { bytesWritten } = await handle.write(
          part,
          done,
          Math.min(part.byteLength - done, LONGEST_WRITE),
        );
        done += bytesWritten;
      }
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes the new name itself durable. Windows cannot open folders and keeps names without it. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
