import { z } from 'zod';

/** A sentence in both languages of the editor. */
export const localizedSchema = z.object({ en: z.string(), zh: z.string() });
export type Localized = z.infer<typeof localizedSchema>;
export type Language = keyof Localized;

/** `text('Data', '数据')` reads better in a spec than an object literal. */
export function text(en: string, zh: string): Localized {
  return { en, zh };
}
