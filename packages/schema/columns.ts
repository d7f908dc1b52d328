import { z } from 'zod';
import { type Localized, text } from './text.ts';

/** What a column is for those who read the table, whatever its storage type. */
export const columnKinds = ['text', 'number', 'category', 'flag', 'id'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** What a row schema declares of a column. */
export interface ColumnAbout {
  title: Localized;
  kind: ColumnKind;
  /** Of less interest than the others: shown after them, before the ids. */
  aside?: boolean;
}

const abouts = z.registry<ColumnAbout>();

/** Gives a field of a row schema its title and kind: `column(z.string(), 'text', 'Prompt', '提示')`. */
export function column<Field extends z.ZodType>(
  field: Field,
  kind: ColumnKind,
  en: string,
  zh: string,
  more: Pick<ColumnAbout, 'aside'> = {},
): Field {
  abouts.add(field, { kind, title: text(en, zh), ...more });
  return field;
}

/** What a row schema declares of its columns, by name. */
export function columnsAbout(schema: z.ZodObject): Record<string, ColumnAbout> {
  const entries = Object.entries(schema.shape).flatMap(([name, field]) => {
    const about = abouts.get(field as z.ZodType);
    return about ? [[name, about] as const] : [];
  });
  return Object.fromEntries(entries);
}

function placeOf({ kind, aside }: Pick<ColumnAbout, 'kind' | 'aside'>): number {
  if (kind === 'id') return 3;
  if (aside) return 2;
  return kind === 'text' ? 0 : 1;
}

/** Texts first, then numbers and answers, what is of less interest, and ids at the end; else as they stand. */
export function inReadingOrder<Column extends Pick<ColumnAbout, 'kind' | 'aside'>>(
  columns: readonly Column[],
): Column[] {
  return columns.toSorted((a, b) => placeOf(a) - placeOf(b));
}
