import { z } from 'zod';

/** A sentence in both languages of the editor. */
export const localizedSchema = z.object({ en: z.string(), zh: z.string() });
export type Localized = z.infer<typeof localizedSchema>;
export type Language = keyof Localized;

/** A short line about what goes on: in both languages, or the same in every one. */
export const messageSchema = z.union([z.string(), localizedSchema]);
export type Message = z.infer<typeof messageSchema>;

/** A message in one language. */
export function messageIn(message: Message, language: Language): string {
  return typeof message === 'string' ? message : message[language];
}

/** `text('Data', '数据')` reads better in a spec than an object literal. */
export function text(en: string, zh: string): Localized {
  return { en, zh };
}
