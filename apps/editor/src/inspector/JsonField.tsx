import { jsonFault, type Localized } from '@heed/schema';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../i18n/language.ts';
import type { FieldProps } from './fieldProps.ts';
import { useInspectorWords } from './words.ts';

/** A value written as JSON; it is taken over while it reads as JSON. */
export function JsonField({ field, label, value, error, onChange }: FieldProps) {
  const text = useText();
  return (
    <JsonArea label={label} description={text(field.help)} value={value} error={error} onChange={onChange} />
  );
}

interface JsonAreaProps extends Pick<FieldProps, 'label' | 'value' | 'error' | 'onChange'> {
  description?: string;
}

/** A text area for JSON that says where the text is wrong. */
export function JsonArea({ label, description, value, error, onChange }: JsonAreaProps) {
  const words = useInspectorWords();
  const [typed, setTyped] = useState<string>();
  const text = useText();
  const [fault, setFault] = useState<Localized>();
  const change = (raw: string) => {
    setTyped(raw);
    try {
      onChange(raw.trim() === '' ? undefined : JSON.parse(raw));
      setFault(undefined);
    } catch (failure) {
      setFault(jsonFault(failure as Error));
    }
  };
  return (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={3}
      maxRows={18}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
      value={typed ?? (value === undefined ? '' : JSON.stringify(value, null, 2))}
      error={fault ? words('notJson', { detail: text(fault) }) : error}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => {
        if (!fault) setTyped(undefined);
      }}
    />
  );
}
