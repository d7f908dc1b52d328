import { answerIn, promptIn } from '@heed/labeling/formats/conversation.ts';
import { BadRecord, textOf } from '@heed/labeling/formats/feedback.ts';

type Fields = Record<string, unknown>;

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

/** The text of a column. */
export function textIn(fields: Fields, column: string): string {
  return textOf(cellOf(fields, column), column);
}

/** The prompt of a column: text, or a list of messages. */
export function promptAt(fields: Fields, column: string): string {
  return promptIn(cellOf(fields, column), column);
}

/** The answer of a column: text, or a list of one message. */
export function answerAt(fields: Fields, column: string): string {
  return answerIn(cellOf(fields, column), column);
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
