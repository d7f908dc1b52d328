import { type Localized, localizedSchema } from '@heed/schema';

/** A saved value in which every text that is there in both languages stands in one of them. */
export function inOneLanguage(value: unknown, text: (both: Localized) => string): unknown {
  const both = localizedSchema.safeParse(value);
  if (both.success) return text(both.data);
  if (Array.isArray(value)) return value.map((one) => inOneLanguage(one, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inOneLanguage(one, text)]));
}
