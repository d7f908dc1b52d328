import type { Localized } from '@heed/schema';

/** A record as the file has it, or what is wrong with its line (a clause that follows "Line 7 of chat.jsonl"). */
export type RawRecord = { line: number } & ({ fields: Record<string, unknown> } | { bad: Localized });

/** Characters of a broken record that a message quotes. */
const QUOTED = 60;

/** The beginning of a text for a message; what cannot be seen becomes a space or a mark. */
export function beginning(text: string): string {
  const whole = text.trim();
  const start = whole
    .slice(0, QUOTED)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, '\ufffd');
  return whole.length > QUOTED ? `${start}…` : start;
}
