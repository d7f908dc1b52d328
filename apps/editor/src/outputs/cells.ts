import type { Column, Row } from './view.ts';

/** Numbers are set right and in equal digits. */
export function isNumeric({ type }: Column): boolean {
  return type === 'number' || type === 'integer';
}

/** Characters above which a text gets a wide column. */
const SHORT_TEXT = 24;

/** What a picture, sound or video is called in tables: by the digest of its content. */
const MEDIA_NAME = /^media\/[0-9a-f]{64}\.\w+$/;

/** Does a value stand for a picture, sound or video? Where such a name is an id, it is read as one. */
export function isMedia({ kind }: Pick<Column, 'kind'>, value: unknown): value is string {
  if (typeof value !== 'string') return false;
  return kind === 'media' ? value !== '' : kind === 'text' && MEDIA_NAME.test(value);
}

/** How a value stands on the card of a row: media on top, texts one below the other, short values side by side. */
export function partOf(column: Column, value: unknown): 'media' | 'text' | 'short' | 'empty' {
  if (value === null || value === undefined || value === '') return 'empty';
  if (isMedia(column, value)) return 'media';
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return isNumeric(column) || breadth(shown) <= SHORT_TEXT ? 'short' : 'text';
}

/** Widths for a CSS grid: those that were set, else narrow for numbers and short words, the rest shared by longer texts. */
export function columnWidths(
  columns: readonly Column[],
  sample: readonly Row[],
  set: Readonly<Record<string, number>> = {},
): string {
  return columns
    .map((column) => {
      const width = Object.hasOwn(set, column.name) ? set[column.name] : undefined;
      if (width !== undefined) return `${width}px`;
      const least = Math.max(88, 56 + 8 * column.name.length);
      if (isNumeric(column)) return `minmax(${least}px, 0.5fr)`;
      const longest = Math.max(0, ...sample.map((row) => breadth(String(row[column.name] ?? ''))));
      return longest <= SHORT_TEXT ? `minmax(${least}px, 0.7fr)` : 'minmax(220px, 2fr)';
    })
    .join(' ');
}

/** Letters that a text is broad; Chinese and Japanese characters are two each. */
function breadth(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);
}

/** Pixels for the row numbers with the mark that opens a row. */
export function rowNumberWidth(total: number): number {
  return 34 + 8 * String(total).length;
}

/** The next state of a column's order: ascending, descending, as stored. */
export function nextOrder(
  order: { sort?: string; descending?: boolean },
  column: string,
): { sort?: string; descending?: boolean } {
  if (order.sort !== column) return { sort: column, descending: false };
  return order.descending ? {} : { sort: column, descending: true };
}
