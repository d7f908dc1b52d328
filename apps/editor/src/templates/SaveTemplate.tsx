import { LONGEST_NAME } from '@heed/schema';
import { Button, Group, Modal, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { showToast } from '../app/showToast.ts';
import { useGraph } from '../canvas/store/useGraphStore.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useLanguage } from '../i18n/language.ts';
import { Both, Exposed, Replaces } from './SaveTemplateFields.tsx';
import { draftOf, isMinutes, said, type TemplateDraft, templateOf } from './templateDraft.ts';
import { useTemplateWords } from './text.ts';

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
              error={!name && one === language && words('templateNameNeeded')}
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
