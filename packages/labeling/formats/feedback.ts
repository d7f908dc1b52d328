import { type Localized, text } from '@heed/schema';

/** A record of a file: a line of JSONL, a row of CSV or Parquet, an element of a JSON list. */
export type Fields = Record<string, unknown>;

/** What somebody said of the answers to a prompt, whatever tool wrote it down. */
export type Feedback = { prompt: string; labeler: string | null } & (
  | { said: 'pair'; chosen: string; rejected: string /** From 0.5, a tie, to 1. */; strength: number }
  | { said: 'ranking' /** Best first; answers beside each other are tied. */; groups: string[][] }
  | { said: 'rating'; completion: string; rating: number }
);

/** A way to write feedback down that another tool has. */
export interface FeedbackFormat {
  format: string;
  title: Localized;
  /** Does a record look like one of this format? */
  fits(fields: Fields): boolean;
  /** What a record says; nothing where it holds no answer yet. Throws a `BadRecord`. */
  read(fields: Fields): Feedback[];
  /** Records that say the same, as far as the format can; what it cannot say is left out. */
  write(feedback: readonly Feedback[]): Fields[];
  /** Does a file hold one JSON list in place of one record a line? */
  isList?: boolean;
}

/** What is wrong with a record, as a clause that follows "Line 7 of ranks.jsonl". */
export class BadRecord extends Error {
  readonly clause: Localized;
  constructor(en: string, zh: string) {
    super(en);
    this.clause = text(en, zh);
  }
}

/** Text that is not blank and can be written as UTF-8. */
export function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new BadRecord(`has no text in "${name}"`, `的“${name}”不是文本`);
  if (value.trim() === '') throw new BadRecord(`has an empty "${name}"`, `的“${name}”为空`);
  if (value.isWellFormed()) return value;
  throw new BadRecord(`has half of a surrogate pair in "${name}"`, `的“${name}”含有不成对的代理字符`);
}

/** Is it an object, and neither a list nor null? */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Objects of a list; what else stands there is left out. */
export function objectsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
