export type WordParameters = Record<string, string | number>;

/**
 * The words of a key with its parameters in place of `{{name}}`. With a `count`, `key_one` stands for one where the
 * language has it, `key_other` for all else. Undefined for a key without words.
 */
export function phrase(
  words: Readonly<Record<string, string>>,
  key: string,
  parameters: WordParameters = {},
): string | undefined {
  const { count } = parameters;
  const singular = Number(count) === 1 ? words[`${key}_one`] : undefined;
  const found = (count === undefined ? undefined : (singular ?? words[`${key}_other`])) ?? words[key];
  return found?.replace(/\{\{(\w+)\}\}/g, (place, name) => String(parameters[name] ?? place));
}
