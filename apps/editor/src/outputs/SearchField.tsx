import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useOutputWords } from './text.ts';

/** A search field that can be cleared. */
export function SearchField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const words = useOutputWords();
  return (
    <TextInput
      size="xs"
      type="search"
      label={words('search')}
      placeholder={words('searchRows')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={
        value && <CloseButton size="xs" aria-label={words('clearSearch')} onClick={() => onChange('')} />
      }
      style={{ flex: '1 1 200px', maxWidth: 340 }}
    />
  );
}
