import { readSync, writeSync } from 'node:fs';

/** Prints one message as a line of JSON, at once. */
export function say(message: Record<string, unknown>): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

let unread = '';

/** Waits, without using the processor, for a line on standard input; undefined at its end. */
export function listen(): string | undefined {
  const buffer = Buffer.alloc(65_536);
  for (;;) {
    const end = unread.indexOf('\n');
    if (end >= 0) {
      const line = unread.slice(0, end);
      unread = unread.slice(end + 1);
      return line;
    }
    const read = readChunk(buffer);
    if (read === 0) return undefined;
    unread += buffer.toString('utf8', 0, read);
  }
}

function readChunk(buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(0, buffer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Tells what a round gave and waits until the next one may begin; false when there is none. */
export function nextRound(result: Record<string, unknown>): boolean {
  say({ type: 'round', ...result });
  return listen() === 'go';
}
