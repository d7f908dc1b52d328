import i18next from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import './language.ts';

/** English tells one from many (`_one`, `_other`); Chinese has the `_other` form only. */
type Singular = `${string}_one`;
type Key<Name> = Name extends `${infer Base}_one` | `${infer Base}_other` ? Base : Name;
export type WordParameters = Record<string, string | number>;
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
  i18next.addResourceBundle('en', part, en);
  i18next.addResourceBundle('zh', part, zh);
  return () => useWordsOf<keyof English & string>(part);
}

function useWordsOf<Name extends string>(part: string): Words<Name> {
  const { t } = useTranslation(part);
  return useCallback((key, parameters) => String(t(key as string, parameters ?? {})), [t]);
}
