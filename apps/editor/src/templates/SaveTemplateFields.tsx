import type { Localized } from '@heed/schema';
import { Badge, Group, Select, SimpleGrid, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../api/client.ts';
import { useCatalogue, useGraph } from '../canvas/store/useGraphStore.ts';
import { useText } from '../i18n/language.ts';
import { parameterFields } from '../inspector/parameterFields.ts';
import { useTemplateWords } from './text.ts';

/** A longer description is for a note on the canvas. */
const LONGEST_TEXT = 1000;

interface BothProps {
  labels: readonly [en: string, zh: string];
  help?: string;
  value: Localized;
  onChange(value: Localized): void;
}

/** A text in both languages, side by side. */
export function Both({ labels, help, value, onChange }: BothProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      {(['en', 'zh'] as const).map((language, index) => (
        <Textarea
          key={language}
          label={labels[index]}
          description={help}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={LONGEST_TEXT}
          value={value[language]}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}

/** The parameters that the template will ask for, by their titles. */
export function Exposed() {
  const words = useTemplateWords();
  const text = useText();
  const fields = parameterFields(useGraph(), useCatalogue());
  return (
    <section aria-label={words('exposed')}>
      <Text size="sm" fw={500} mb={4}>
        {words('exposed')}
      </Text>
      {fields.length === 0 && (
        <Text size="sm" c="dimmed">
          {words('noneExposed')}
        </Text>
      )}
      <Group gap={6}>
        {fields.map(({ parameter, field }) => (
          <Badge key={parameter.id} variant="light" tt="none" fw={500}>
            {text(parameter.title ?? field.title)}
          </Badge>
        ))}
      </Group>
    </section>
  );
}

/** The own template whose place the new one takes. */
export function Replaces({ value, onChange }: { value: string | null; onChange(id: string | null): void }) {
  const words = useTemplateWords();
  const text = useText();
  const templates = useQuery(trpc.templates.list.queryOptions());
  const own = templates.data?.filter(({ source }) => source === 'own') ?? [];
  if (own.length === 0) return null;
  return (
    <Select
      label={words('replaces')}
      placeholder={words('replacesNothing')}
      data={own.map(({ id, name }) => ({ value: id, label: text(name) }))}
      value={value}
      clearable
      onChange={onChange}
    />
  );
}
