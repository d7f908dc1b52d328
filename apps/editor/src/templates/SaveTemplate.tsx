import { LONGEST_NAME, type Localized } from '@heed/schema';
import {
  Badge,
  Button,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { showToast } from '../app/showToast.ts';
import { useCatalogue, useGraph } from '../canvas/store/useGraphStore.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useLanguage, useText } from '../i18n/language.ts';
import { parameterFields } from '../inspector/parameterFields.ts';
import { draftOf, isMinutes, said, type TemplateDraft, templateOf } from './templateDraft.ts';
import { useTemplateWords } from './text.ts';

interface BothProps {
  labels: readonly [en: string, zh: string];
  help?: string;
  value: Localized;
  onChange(value: Localized): void;
}

/** A text in both languages, side by side. */
function Both({ labels, help, value, onChange }: BothProps) {
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
          value={value[language]}
          onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })}
        />
      ))}
    </SimpleGrid>
  );
}

/** The parameters that the template will ask for, by their titles. */
function Exposed() {
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
function Replaces({ value, onChange }: { value: string | null; onChange(id: string | null): void }) {
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

/** Saves the open pipeline as a template for everybody here. */
export default function SaveTemplate({ graphId, onClose }: { graphId: string; onClose: () => void }) {
  const words = useTemplateWords();
  const common = useCommonWords();
  const showError = useShowError();
  const graph = useGraph();
  const [language] = useLanguage();
  const [draft, setDraft] = useState(() => draftOf(graph, language));
  const [replaced, setReplaced] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const set = (change: Partial<TemplateDraft>) => setDraft((current) => ({ ...current, ...change }));
  const name = said(draft.name);
  const isReady = name !== undefined && isMinutes(draft.minutes);
  const save = async () => {
    setSaving(true);
    try {
      const wish = {
        graph: templateOf(graph, draft),
        name,
        from: graphId,
        ...(replaced && { id: replaced }),
      };
      const { id } = await api.templates.save.mutate(wish);
      await queryClient.invalidateQueries(trpc.templates.pathFilter());
      onClose();
      showToast({
        color: 'green',
        title: words('saved'),
        message: (
          <>
            {words('savedText', { name: name?.[language] ?? '' })}{' '}
            <Link href={`/templates/${encodeURIComponent(id)}`}>{words('open')}</Link>
          </>
        ),
      });
    } catch (error) {
      showError(error);
      setSaving(false);
    }
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={words('saveAs')}>
      <Stack>
        <Text size="sm">{words('saveAsIntro')}</Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {(['en', 'zh'] as const).map((one) => (
            <TextInput
              key={one}
              data-autofocus={one === language || undefined}
              label={words(one === 'en' ? 'nameEn' : 'nameZh')}
              value={draft.name[one]}
              maxLength={LONGEST_NAME}
              error={!name && one === language && words('nameNeeded')}
              onChange={(event) => set({ name: { ...draft.name, [one]: event.currentTarget.value } })}
            />
          ))}
        </SimpleGrid>
        <Both
          labels={[words('descriptionEn'), words('descriptionZh')]}
          value={draft.description}
          onChange={(description) => set({ description })}
        />
        <Both
          labels={[words('dataEn'), words('dataZh')]}
          help={words('dataHelp')}
          value={draft.data}
          onChange={(data) => set({ data })}
        />
        <TextInput
          label={words('minutesTaken')}
          description={words('minutesHelp')}
          inputMode="decimal"
          value={draft.minutes}
          error={!isMinutes(draft.minutes) && words('minutesWrong')}
          onChange={(event) => set({ minutes: event.currentTarget.value })}
        />
        <Exposed />
        <Replaces value={replaced} onChange={setReplaced} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button loading={isSaving} disabled={!isReady} onClick={() => void save()}>
            {words('save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
