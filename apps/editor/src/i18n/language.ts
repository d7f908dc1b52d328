import type { Language, Message } from '@heed/schema';
import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

const STORAGE_KEY = 'heed.language';
const COMMON = 'common';

/** The languages of the editor, each named in itself. */
export const languages: Record<Language, string> = { en: 'English', zh: '简体中文' };

function detectLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  if (stored === 'en' || stored === 'zh') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

const htmlLanguages: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = htmlLanguages[language as Language];
});

void i18next.use(initReactI18next).init({
  lng: detectLanguage(),
  fallbackLng: 'en',
  ns: [COMMON],
  defaultNS: COMMON,
  resources: {},
  initAsync: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

/** The current language outside of React. */
export function currentLanguage(): Language {
  return i18next.language === 'zh' ? 'zh' : 'en';
}

/** `const [language, setLanguage] = useLanguage()`; the choice is kept in this browser. */
export function useLanguage(): [Language, (language: Language) => void] {
  const { i18n } = useTranslation();
  const setLanguage = useCallback(
    (language: Language) => {
      localStorage.setItem(STORAGE_KEY, language);
      void i18n.changeLanguage(language);
    },
    [i18n],
  );
  return [i18n.language === 'zh' ? 'zh' : 'en', setLanguage];
}

/** `const text = useText(); text(spec.title)` gives a bilingual value in the current language. */
export function useText(): (value: Message) => string {
  const [language] = useLanguage();
  return useCallback((value) => (typeof value === 'string' ? value : value[language]), [language]);
}
