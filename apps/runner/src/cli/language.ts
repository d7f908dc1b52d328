import type { Language } from '@heed/schema';

/** The language in which nodes speak on the terminal: the one that the environment asks for, else English. */
export function environmentLanguage(environment: NodeJS.ProcessEnv = process.env): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return /^zh/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'zh' : 'en';
}
