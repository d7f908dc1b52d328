import type { LogLine, LogPage } from '../view.ts';

/** Lines that are asked for together; the most that the runner gives. */
const PAGE_LINES = 1000;

/** Reads a log from its first line to its last one; `onRead` hears which share is there. */
export async function readWholeLog(
  ask: (place: { after: number; limit: number }) => Promise<LogPage>,
  onRead: (share: number) => void,
): Promise<LogLine[]> {
  const read: LogLine[] = [];
  for (let after = 0; ; after = read.at(-1)?.id ?? after) {
    const { lines, total, more } = await ask({ after, limit: PAGE_LINES });
    read.push(...lines);
    onRead(total > 0 ? Math.min(1, read.length / total) : 1);
    if (!more || lines.length === 0) return read;
  }
}
