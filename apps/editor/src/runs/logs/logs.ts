import { type Language, messageIn } from '@heed/schema';
import type { LogLine, LogPage } from '../view.ts';

/** The part of a log that was read so far: neighboring lines, oldest first. */
export interface ReadLog {
  lines: readonly LogLine[];
  /** Are there lines before the first one? */
  hasOlder: boolean;
  /** Lines that match, on all pages. */
  total: number;
}

/** The first page read: the end of the log. */
export function lastPage({ lines, total, more }: LogPage): ReadLog {
  return { lines, hasOlder: more, total };
}

/** With the page before the first line that was read. */
export function withOlder(log: ReadLog, { lines, total, more }: LogPage): ReadLog {
  const first = log.lines[0]?.id ?? Number.POSITIVE_INFINITY;
  return { lines: [...lines.filter(({ id }) => id < first), ...log.lines], hasOlder: more, total };
}

/** With the page after the last line that was read. */
export function withNewer(log: ReadLog, { lines, total }: LogPage): ReadLog {
  const last = log.lines.at(-1)?.id ?? 0;
  return { ...log, lines: [...log.lines, ...lines.filter(({ id }) => id > last)], total };
}

/** A log as plain text in one language, one line each: time, level, whose it is where that is wanted, text. */
export function logText(
  lines: readonly Pick<LogLine, 'at' | 'level' | 'node' | 'text'>[],
  language: Language,
  nameOf?: (node: string) => string,
): string {
  const whose = (node: string) => (nameOf ? `[${nameOf(node)}] ` : '');
  return lines
    .map(
      ({ at, level, node, text }) =>
        `${new Date(at).toISOString()} ${level} ${whose(node)}${messageIn(text, language)}`,
    )
    .join('\n');
}

/** Cuts a line at the places where it holds the search, upper and lower case of A to Z alike, as the runner does. */
export function marked(line: string, search: string): { text: string; hit: boolean }[] {
  if (search === '') return [{ text: line, hit: false }];
  const plain = (one: string) => one.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const [where, what] = [plain(line), plain(search)] as const;
  const parts: { text: string; hit: boolean }[] = [];
  let from = 0;
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, from)) {
    parts.push(
      { text: line.slice(from, at), hit: false },
      { text: line.slice(at, at + search.length), hit: true },
    );
    from = at + search.length;
  }
  return [...parts, { text: line.slice(from), hit: false }].filter(({ text }) => text !== '');
}
