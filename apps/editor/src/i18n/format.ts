import type { Figure, Language } from '@heed/schema';
import { useLanguage } from './language.ts';

export interface Formats {
  /** Up to four significant digits, thousands grouped. */
  number(value: number): string;
  /** 0.734 → 73%. */
  percent(fraction: number): string;
  /** A measured number as its kind writes it; percents keep one digit. */
  figure(value: number, format?: Figure['format']): string;
  /** Date and time of milliseconds since 1970. */
  time(at: number): string;
  /** "5 minutes ago". */
  ago(at: number, now?: number): string;
  /** Milliseconds as 1:05 or 2:03:09. */
  duration(milliseconds: number): string;
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? [hours, ...parts].join(':') : parts.join(':').replace(/^0/, '');
}

/** Below this a number is written with its power of ten: rows of zeros cannot be compared by eye. */
const TINY = 1e-4;

/** Numbers below zero have a minus, which is as wide as a plus, in place of the hyphen of the browser. */
const withMinus = (written: string) => written.replaceAll('-', '\u2212');

/** Those of a language. Percents have no space before their sign in either. */
export function formatsIn(language: Language): Formats {
  const locale = language === 'zh' ? 'zh-CN' : 'en-US';
  const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const whole = new Intl.NumberFormat(locale);
  const percentage = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const tiny = new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 4 });
  const number = (value: number) => {
    if (value !== 0 && Math.abs(value) < TINY) return withMinus(tiny.format(value).replace('E', 'e'));
    return withMinus((Number.isInteger(value) ? whole : plain).format(value));
  };
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    number,
    percent: (fraction) => withMinus(percentage.format(fraction)),
    figure: (value, format) =>
      format === 'percent'
        ? withMinus(share.format(value))
        : number(format === 'integer' ? Math.round(value) : value),
    time: (at) => date.format(at),
    ago: (at, now = Date.now()) => {
      const [unit, size] = steps.find(([, length]) => now - at >= length) ?? ['second', 1000];
      return relative.format(-Math.floor(Math.max(0, now - at) / size), unit);
    },
    duration: clock,
  };
}

/** Made once for each language: the browser takes long to make them, and there may be hundreds of nodes to write on. */
const made: Partial<Record<Language, Formats>> = {};

/** Numbers and times as the current language writes them. */
export function useFormats(): Formats {
  const [language] = useLanguage();
  made[language] ??= formatsIn(language);
  return made[language];
}
