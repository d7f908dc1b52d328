import type { Localized } from '@heed/schema';

/** A record as the file has it, or what is wrong with its line (a clause that follows "Line 7 of chat.jsonl"). */
export type RawRecord = { line: number } & ({ fields: Record<string, unknown> } | { bad: Localized });

/** Characters of a broken record that a message quotes. */
const QUOTED = 60;

/** The beginning of a text for a message. */
export function beginning(text: string): string {
  const start = text.trim().slice(0, QUOTED);
  return text.trim().length > QUOTED ? `${start}…` : start;
}
