import { useMemo } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';

/** Numbers as this page writes them: two decimals, and shares in whole percents. */
export function useNumbers() {
  const [language] = useLanguage();
  const { percent } = useFormats();
  return useMemo(() => {
    const locale = language === 'zh' ? 'zh-CN' : 'en-US';
    const two = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    return {
      plain: (value: number) => two.format(value).replace('-', '\u2212'),
      percent,
      /** Milliseconds as seconds with one decimal, e.g. "4.2 s". */
      seconds: (milliseconds: number) =>
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit: 'second',
          unitDisplay: 'narrow',
          maximumFractionDigits: milliseconds < 10_000 ? 1 : 0,
        }).format(milliseconds / 1000),
    };
  }, [language, percent]);
}
