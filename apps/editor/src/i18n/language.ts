import type { Language, Message } from '@heed/schema';
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';

const STORAGE_KEY = 'heed.language';

/** The languages of the editor, each named in itself. */
export const languages: Record<Language, string> = { en: 'English', zh: '简体中文' };

const htmlLanguages: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

let current: Language = detectLanguage();
const listeners = new Set<() => void>();

function detectLanguage(): Language {
  const stored = globalThis.localStorage?.getItem(STORAGE_KEY);
  if (stored === 'en' || stored === 'zh') return stored;
  return globalThis.navigator?.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function nameLanguage(): void {
  if (globalThis.document) document.documentElement.lang = htmlLanguages[current];
}
nameLanguage();

/** The current language outside of React. */
export function currentLanguage(): Language {
  return current;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The choice is kept in this browser. */
function chooseLanguage(language: Language): void {
  localStorage.setItem(STORAGE_KEY, language);
  current = language;
  nameLanguage();
  for (const listener of listeners) listener();
}

/** A language for a part of the page, whatever the rest of it speaks: `<LanguageContext value="zh">`. */
export const LanguageContext = createContext<Language | undefined>(undefined);

/** `const [language, setLanguage] = useLanguage()`; setting it is for the whole page. */
export function useLanguage(): [Language, (language: Language) => void] {
  const own = useContext(LanguageContext);
  const chosen = useSyncExternalStore(subscribe, currentLanguage);
  return [own ?? chosen, chooseLanguage];
}

/** `const text = useText(); text(spec.title)` gives a bilingual value in the current language. */
export function useText(): (value: Message) => string {
  const [language] = useLanguage();
  return useCallback((value) => (typeof value === 'string' ? value : value[language]), [language]);
}
