import { ActionIcon, Group, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconDownload, IconLayoutGridAdd } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { downloadGraph } from '../graphs/files.ts';
import { RunButton } from '../runs/canvas/RunButton.tsx';
import type { CanvasRunControl } from '../runs/canvas/useCanvasRun.ts';
import { SaveMark } from '../saving/SaveMark.tsx';
import { useCreateCopy } from '../saving/useCreateCopy.ts';
import type { Saving } from '../saving/useSave.ts';
import { showSaveTemplate } from '../templates/saveDialog.ts';
import { useTemplateWords } from '../templates/text.ts';
import { useGraphStoreApi } from './store/useGraphStore.ts';
import { useCanvasWords } from './words.ts';

const MergeDialog = lazy(() => import('../saving/MergeDialog.tsx'));

function MoreMenu({ mayEdit }: { mayEdit: boolean }) {
  const words = useCanvasWords();
  const store = useGraphStoreApi();
  const templateWords = useTemplateWords();
  const createCopy = useCreateCopy();
  const graph = () => store.getState().history.present;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={words('more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => downloadGraph(graph())}>
          {words('exportJson')}
        </Menu.Item>
        {mayEdit && (
          <>
            <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void createCopy(graph())}>
              {words('duplicateGraph')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLayoutGridAdd size={16} />} onClick={() => showSaveTemplate(true)}>
              {templateWords('saveAs')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface EditorActionsProps {
  saving: Saving;
  control: CanvasRunControl;
}

/** The buttons of the open pipeline: saved or not, save, run or cancel, its run, and what is rarer. */
export function EditorActions({ saving, control }: EditorActionsProps) {
  return (
    <Group gap="xs" justify="flex-end">
      <Group gap="xs" wrap="nowrap" justify="flex-end" maw="100%" data-tour="save">
        <SaveMark saving={saving} />
        <Suspense>{saving.clash && <MergeDialog saving={saving} clash={saving.clash} />}</Suspense>
      </Group>
      <Group gap="xs" wrap="nowrap" data-tour="run">
        <RunButton control={control} />
      </Group>
      <MoreMenu mayEdit={saving.mayEdit} />
    </Group>
  );
}
