import type { Language } from '@heed/schema';
import { useCallback } from 'react';
import { useLanguage } from './language.ts';
import { phrase, type WordParameters } from './phrase.ts';

/** English tells one from many (`_one`, `_other`); Chinese has the `_other` form only. */
type Singular = `${string}_one`;
type Key<Name> = Name extends `${infer Base}_one` | `${infer Base}_other` ? Base : Name;
export type Words<Name> = (key: Key<Name>, parameters?: WordParameters) => string;

/**
 * Makes the words of one part of the editor; a word missing in a language is a type error.
 * `const useWords = defineWords('runs', { cancel: 'Cancel' }, { cancel: '取消' })`, then `useWords()('cancel')`.
 */
export function defineWords<const English extends Record<string, string>>(
  part: string,
  en: English,
  zh: { [Name in keyof English as Name extends Singular ? never : Name]: string },
): () => Words<keyof English & string> {
  const words = { en, zh: zh as Record<string, string> };
  return () => useWordsOf(part, words);
}

function useWordsOf<Name>(
  part: string,
  words: Readonly<Record<Language, Readonly<Record<string, string>>>>,
): Words<Name> {
  const [language] = useLanguage();
  return useCallback(
    (key, parameters) => phrase(words[language], String(key), parameters) ?? `${part}.${String(key)}`,
    [part, words, language],
  );
}
