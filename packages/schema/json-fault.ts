import { type Localized, text } from './text.ts';

/** Why `JSON.parse` refused a text, as far as the message of its error tells: the place, or that it ends too early. */
export function jsonFault({ message }: Error): Localized {
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line) return text(`line ${line}, column ${column}`, `第 ${line} 行第 ${column} 列`);
  if (/end of (JSON|data)|EOF/.test(message)) return text('it ends too early', '内容不完整');
  return text('it holds something else', '内容不是 JSON');
}
