import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import {
  IconCopy,
  IconDeviceFloppy,
  IconDots,
  IconDownload,
  IconPlayerPlay,
  IconPlayerStop,
} from '@tabler/icons-react';
import { RunStateLink } from '../app/RunStateBadge.tsx';
import { downloadGraph } from '../graphs/files.ts';
import { useCommonWords } from '../i18n/common.ts';
import { isDirty } from './store/graphStore.ts';
import { useGraphStore, useGraphStoreApi } from './store/useGraphStore.ts';
import type { CanvasRunControl } from './useCanvasRun.ts';
import { type Saving, useCreateCopy } from './useSave.ts';
import { useCanvasWords } from './words.ts';

function MoreMenu() {
  const words = useCanvasWords();
  const store = useGraphStoreApi();
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
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void createCopy(graph())}>
          {words('duplicateGraph')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface EditorActionsProps {
  saving: Saving;
  control: CanvasRunControl;
  onRun: () => void;
}

/** The buttons of the open pipeline: saved or not, save, run or cancel, its run, and what is rarer. */
export function EditorActions({ saving, control, onRun }: EditorActionsProps) {
  const words = useCanvasWords();
  const common = useCommonWords();
  const dirty = useGraphStore(isDirty);
  const { run, active, starting } = control;
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <Text size="sm" c="dimmed" role="status" visibleFrom="sm">
        {words(saving.saving ? 'saving' : dirty ? 'unsaved' : 'saved')}
      </Text>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDeviceFloppy size={16} />}
        disabled={!dirty}
        loading={saving.saving}
        aria-keyshortcuts="Control+S"
        onClick={() => void saving.save()}
      >
        {common('save')}
      </Button>
      {run && <RunStateLink run={run} label={(state) => words('lastRun', { state })} />}
      {active ? (
        <Button
          size="xs"
          color="red"
          variant="light"
          leftSection={<IconPlayerStop size={16} />}
          disabled={run?.state === 'cancelling'}
          onClick={() => void control.cancel()}
        >
          {words('cancelRun')}
        </Button>
      ) : (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={16} />}
          loading={starting}
          aria-keyshortcuts="Control+Enter"
          onClick={onRun}
        >
          {words('run')}
        </Button>
      )}
      <MoreMenu />
    </Group>
  );
}
