import { type Localized, text } from '@heed/schema';

type Fields = Record<string, unknown>;

/** Thrown while a record is read; its clause follows "Line 7 of ranks.jsonl". */
export class BadRecord extends Error {
  readonly clause: Localized;
  constructor(en: string, zh: string) {
    super(en);
    this.clause = text(en, zh);
  }
}

/** Is a column there, with something in it? CSV gives empty text for what is missing. */
export function has(fields: Fields, column: string): boolean {
  return Object.hasOwn(fields, column) && fields[column] !== null && fields[column] !== '';
}

/** The value of a column. Throws where the line has no such column. */
function cellOf(fields: Fields, column: string): unknown {
  if (Object.hasOwn(fields, column)) return fields[column];
  const present = Object.keys(fields).join(', ') || '–';
  throw new BadRecord(
    `has no column "${column}"; its columns are ${present}`,
    `没有列“${column}”；现有列为 ${present}`,
  );
}

/** Text that is not blank and can be written as UTF-8. */
export function textOf(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new BadRecord(`has no text in "${name}"`, `的“${name}”不是文本`);
  if (value.trim() === '') throw new BadRecord(`has an empty "${name}"`, `的“${name}”为空`);
  if (value.isWellFormed()) return value;
  throw new BadRecord(`has half of a surrogate pair in "${name}"`, `的“${name}”含有不成对的代理字符`);
}

/** The text of a column. */
export function textIn(fields: Fields, column: string): string {
  return textOf(cellOf(fields, column), column);
}

/** The finite number of a column; CSV has it as text. */
export function numberIn(fields: Fields, column: string): number {
  const value = cellOf(fields, column);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  const shown = JSON.stringify(value) ?? String(value);
  throw new BadRecord(`has no number in "${column}", but ${shown}`, `的“${column}”不是数字，而是 ${shown}`);
}

/** The list of a column; CSV has it as JSON text. */
export function listIn(fields: Fields, column: string): unknown[] {
  let value = cellOf(fields, column);
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      value = undefined;
    }
  }
  if (Array.isArray(value)) return value;
  throw new BadRecord(`has no list in "${column}"`, `的“${column}”不是列表`);
}
