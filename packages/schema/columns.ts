import { z } from 'zod';
import { localizedSchema, text } from './text.ts';

/** What a column is for those who read the table, whatever its storage type. */
export const columnKinds = ['text', 'number', 'category', 'flag', 'id', 'media'] as const;
export type ColumnKind = (typeof columnKinds)[number];

/** What a row schema declares of a column. Tables carry it, so that a file explains its own columns. */
export const columnAboutSchema = z.object({
  title: localizedSchema,
  kind: z.enum(columnKinds),
  /** Of less interest than the others: shown after them, before the ids. */
  aside: z.boolean().optional(),
});
export type ColumnAbout = z.infer<typeof columnAboutSchema>;

/** Where the declaration stands in a field's metadata, and so in its JSON schema. */
const COLUMN = 'column';

/**
 * Gives a field of a row schema its title and kind: `column(z.string(), 'text', 'Prompt', '提示')`. A column of kind
 * `media` holds the path of an image, a sound or a film in the same artifact.
 */
export function column<Field extends z.ZodType>(
  field: Field,
  kind: ColumnKind,
  en: string,
  zh: string,
  more: Pick<ColumnAbout, 'aside'> = {},
): Field {
  z.globalRegistry.add(field, { [COLUMN]: { kind, title: text(en, zh), ...more } });
  return field;
}

/** What a row schema declares of its columns, by name. */
export function columnsAbout(schema: z.ZodObject): Record<string, ColumnAbout> {
  const entries = Object.entries(schema.shape).flatMap(([name, field]) => {
    const about = columnAboutSchema.safeParse(z.globalRegistry.get(field as z.ZodType)?.[COLUMN]);
    return about.success ? [[name, about.data] as const] : [];
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
