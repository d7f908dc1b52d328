import type { Language } from '@heed/schema';
import { useLanguage } from './language.ts';

const marks: Record<Language, Record<'colon' | 'comma' | 'and' | 'open' | 'close', string>> = {
  en: { colon: ': ', comma: ', ', and: ', ', open: ' (', close: ')' },
  zh: { colon: '\uFF1A', comma: '\uFF0C', and: '\u3001', open: '\uFF08', close: '\uFF09' },
};

/** How a language puts texts beside each other. */
export interface Marks {
  /** `Memory: 2 GB`, `内存：2 GB`. */
  named(name: string, value: string): string;
  /** `Undo (Ctrl+Z)`, `撤销（Ctrl+Z）`. */
  aside(text: string, more: string): string;
  /** `Reward, run 2`, `奖励，第 2 次运行`. */
  listed(...texts: readonly string[]): string;
  /** `cats, dogs`, `猫、狗`: things of one kind. */
  several(things: readonly string[]): string;
}

function marksOf(language: Language): Marks {
  const { colon, comma, and, open, close } = marks[language];
  return {
    named: (name, value) => `${name}${colon}${value}`,
    aside: (text, more) => `${text}${open}${more}${close}`,
    listed: (...texts) => texts.join(comma),
    several: (things) => things.join(and),
  };
}

const all: Record<Language, Marks> = { en: marksOf('en'), zh: marksOf('zh') };

/** `const { named } = useMarks(); named(title, value)`: texts put together with the marks of the current language. */
export function useMarks(): Marks {
  return all[useLanguage()[0]];
}
