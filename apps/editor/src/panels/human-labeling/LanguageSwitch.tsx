import type { Language } from '@heed/schema';
import { SegmentedControl } from '@mantine/core';
import { languages } from '../../i18n/language.ts';
import { usePreviewWords } from './text.ts';

interface LanguageSwitchProps {
  language: Language;
  onChange(language: Language): void;
}

/** Chooses the language of the preview, whatever the editor's own is. */
export function LanguageSwitch({ language, onChange }: LanguageSwitchProps) {
  const words = usePreviewWords();
  const data = Object.entries(languages).map(([value, label]) => ({ value, label }));
  return (
    <SegmentedControl
      size="xs"
      aria-label={words('language')}
      data={data}
      value={language}
      onChange={(value) => onChange(value as Language)}
    />
  );
}
