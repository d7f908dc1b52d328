import { Group, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { languages } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import classes from './Inspector.module.css';
import { JsonArea } from './JsonField.tsx';
import { type Item, type ItemSchema, isLocalized, isTextList } from './listSchema.ts';
import { readNumber } from './readNumber.ts';
import { useItemWord } from './useItemWord.ts';
import { useInspectorWords } from './words.ts';

interface PartProps {
  label: string;
  schema: ItemSchema;
  value: unknown;
  onChange(value: unknown): void;
}

function NumberPart({ label, value, onChange }: PartProps) {
  const words = useInspectorWords();
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && readNumber(typed) === undefined;
  return (
    <TextInput
      size="xs"
      label={label}
      inputMode="decimal"
      value={typed ?? String(value ?? '')}
      error={wrong && words('notNumber')}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        const raw = event.currentTarget.value;
        setTyped(raw);
        const number = readNumber(raw);
        if (number !== undefined) onChange(number);
      }}
    />
  );
}

function LinesPart({ label, value, onChange }: PartProps) {
  const words = useInspectorWords();
  const [typed, setTyped] = useState<string>();
  const lines = Array.isArray(value) ? value.join('\n') : '';
  return (
    <Textarea
      size="xs"
      label={label}
      description={words('onePerLine')}
      autosize
      minRows={2}
      maxRows={10}
      value={typed ?? lines}
      onBlur={() => setTyped(undefined)}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(event.currentTarget.value.split('\n').filter((line) => line.trim() !== ''));
      }}
    />
  );
}

function LocalizedPart({ label, value, onChange }: PartProps) {
  const { aside } = useMarks();
  const current = (value ?? {}) as { en?: string; zh?: string };
  return (
    <Group gap="xs" grow>
      {(['en', 'zh'] as const).map((language) => (
        <TextInput
          key={language}
          size="xs"
          label={aside(label, languages[language])}
          value={current[language] ?? ''}
          onChange={(event) => onChange({ ...current, [language]: event.currentTarget.value })}
        />
      ))}
    </Group>
  );
}

/** The control for one property of an item, by its JSON schema. */
function Part(props: PartProps) {
  const { label, schema, value, onChange } = props;
  const itemWord = useItemWord();
  if (isLocalized(schema)) return <LocalizedPart {...props} />;
  if (isTextList(schema)) return <LinesPart {...props} />;
  if (schema.enum) {
    const data = schema.enum.map((choice) => ({ value: choice, label: itemWord(choice) }));
    return (
      <Select
        size="xs"
        label={label}
        data={data}
        value={String(value)}
        allowDeselect={false}
        onChange={onChange}
      />
    );
  }
  switch (schema.type) {
    case 'number':
    case 'integer':
      return <NumberPart {...props} />;
    case 'boolean':
      return (
        <Switch label={label} checked={value === true} onChange={(e) => onChange(e.currentTarget.checked)} />
      );
    case 'string':
      return (
        <TextInput
          size="xs"
          label={label}
          value={String(value ?? '')}
          onChange={(e) => onChange(e.currentTarget.value)}
        />
      );
    default:
      return <JsonArea label={label} value={value} error={undefined} onChange={onChange} />;
  }
}

interface ItemFormProps {
  schema: ItemSchema;
  /** The property that tells variants apart; it is not changed here. */
  hidden?: string;
  item: Item;
  onChange(item: Item): void;
}

/** A form for one item of a list, from its JSON schema. */
export function ItemForm({ schema, hidden, item, onChange }: ItemFormProps) {
  const itemWord = useItemWord();
  return (
    <Stack gap="xs" className={classes.itemForm}>
      {Object.entries(schema.properties ?? {})
        .filter(([name]) => name !== hidden)
        .map(([name, part]) => (
          <Part
            key={name}
            label={part.title ?? itemWord(name)}
            schema={part}
            value={item[name]}
            onChange={(value) => onChange({ ...item, [name]: value })}
          />
        ))}
    </Stack>
  );
}
