import type { LogLine } from './view.ts';

/** Joins the stored log with the lines that came live; what is in both stands once. */
export function mergeLogs(stored: readonly LogLine[], live: readonly LogLine[]): LogLine[] {
  const [first] = live;
  if (!first) return [...stored];
  const overlap = stored.findIndex(
    ({ at, level, text }) => at === first.at && level === first.level && text === first.text,
  );
  return [...(overlap < 0 ? stored : stored.slice(0, overlap)), ...live];
}

/** A log as plain text, one line each: time, level, text. */
export function logText(lines: readonly LogLine[]): string {
  return lines.map(({ at, level, text }) => `${new Date(at).toISOString()} ${level} ${text}`).join('\n');
}
