import type { FieldDescription } from '@heed/schema';
import { Select, Slider, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useText } from '../i18n/language.ts';
import { rangeOf } from './fieldErrors.ts';
import type { FieldProps } from './fieldProps.ts';
import { PathField } from './files/PathField.tsx';
import { JsonField } from './JsonField.tsx';
import { ListField } from './ListField.tsx';
import { readNumber } from './readNumber.ts';
import { useInspectorWords } from './words.ts';

/** A number as a person types it, `1e-3` too. What is not a number is marked and not kept. */
function NumberField({ field, label, value, error, onChange }: FieldProps) {
  const words = useInspectorWords();
  const text = useText();
  const shown = value === undefined ? '' : String(value);
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && typed.trim() !== '' && readNumber(typed) === undefined;
  const change = (raw: string) => {
    setTyped(raw);
    const number = readNumber(raw);
    if (raw.trim() === '' || number !== undefined) onChange(number);
  };
  const stepBy = (step: number) => {
    if (field.type === 'integer' && typeof value === 'number') change(String(value + step));
  };
  const help = [text(field.help), rangeOf(field, words)].filter(Boolean).join(' · ');
  return (
    <TextInput
      label={label}
      description={help}
      inputMode="decimal"
      value={typed ?? shown}
      error={wrong ? words('notNumber') : error}
      rightSection={
        field.unit && (
          <Text size="xs" c="dimmed">
            {text(field.unit)}
          </Text>
        )
      }
      rightSectionWidth={field.unit ? 76 : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={() => setTyped(undefined)}
      onKeyDown={(event) => {
        if (event.currentTarget.readOnly) return;
        if (event.key === 'ArrowUp') stepBy(1);
        else if (event.key === 'ArrowDown') stepBy(-1);
        else return;
        event.preventDefault();
      }}
    />
  );
}

/** A number with a track to pull on; the field above it takes exact values. */
function SliderField(props: FieldProps) {
  const { field, value, onChange } = props;
  const text = useText();
  const { minimum = 0, maximum = 1 } = field;
  const step = field.type === 'integer' ? 1 : (maximum - minimum) / 100;
  return (
    <Stack gap={6}>
      <NumberField {...props} />
      <Slider
        thumbLabel={text(field.title)}
        label={null}
        size="sm"
        min={minimum}
        max={maximum}
        step={step}
        value={typeof value === 'number' ? value : minimum}
        onChange={(next) => onChange(Number(next.toPrecision(6)))}
      />
    </Stack>
  );
}

function ChoiceField({ field, label, value, error, onChange }: FieldProps) {
  const text = useText();
  const data = (field.choices ?? []).map((choice) => {
    const title = field.options?.[choice];
    return { value: choice, label: title ? text(title) : choice };
  });
  return (
    <Select
      label={label}
      description={text(field.help)}
      data={data}
      value={typeof value === 'string' ? value : null}
      error={error}
      allowDeselect={false}
      onChange={(next) => onChange(next ?? undefined)}
    />
  );
}

function BooleanField({ field, label, value, error, onChange }: FieldProps) {
  const text = useText();
  return (
    <Switch
      label={label}
      description={text(field.help)}
      checked={value === true}
      error={error}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

function TextField({ field, label, value, error, onChange }: FieldProps) {
  const text = useText();
  const common = {
    label,
    description: text(field.help),
    error,
    value: typeof value === 'string' ? value : '',
  };
  if (field.widget === 'multiline')
    return (
      <Textarea
        {...common}
        autosize
        minRows={3}
        maxRows={14}
        onChange={(e) => onChange(e.currentTarget.value)}
      />
    );
  return <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />;
}

function isList(schema: unknown): boolean {
  return (schema as { type?: unknown } | undefined)?.type === 'array';
}

/** The control for a field: by its wish for a widget first, then by its type. */
export function fieldControl(field: FieldDescription, schema: unknown): (props: FieldProps) => ReactNode {
  if (field.widget === 'file' || (field.widget === 'directory' && !field.writes)) return PathField;
  if (field.widget === 'rules' && isList(schema)) return ListField;
  switch (field.type) {
    case 'number':
    case 'integer':
      return field.widget === 'slider' ? SliderField : NumberField;
    case 'choice':
      return ChoiceField;
    case 'boolean':
      return BooleanField;
    case 'string':
      return TextField;
    case 'json':
      return JsonField;
  }
}
