import { ActionIcon, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useCommonWords } from '../i18n/common.ts';
import { useMarks } from '../i18n/marks.ts';

/** A text to take along, with a button that copies it; where the page may not, it is selected for Ctrl+C. */
export function CopyField({ label, value, help }: { label: string; value: string; help?: string }) {
  const words = useCommonWords();
  const { named } = useMarks();
  const [copied, setCopied] = useState<string>();
  const copy = async (field: HTMLInputElement | null | undefined) => {
    field?.select();
    await navigator.clipboard?.writeText(value).then(
      () => setCopied(value),
      () => {},
    );
  };
  const isCopied = copied === value;
  const name = words(isCopied ? 'copied' : 'copy');
  return (
    <TextInput
      readOnly
      label={label}
      description={help}
      value={value}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <ActionIcon
          variant="subtle"
          aria-label={named(name, label)}
          title={name}
          onClick={(event) =>
            void copy(event.currentTarget.closest('.mantine-Input-wrapper')?.querySelector('input'))
          }
        >
          {isCopied ? <IconCheck size={16} /> : <IconCopy size={16} />}
        </ActionIcon>
      }
    />
  );
}
