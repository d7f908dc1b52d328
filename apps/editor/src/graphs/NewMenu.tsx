import { emptyGraph, GraphError, type Problem } from '@heed/schema';
import { Alert, Button, FileButton, Group, List, Menu } from '@mantine/core';
import { IconChevronDown, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import { readGraphFile } from './files.ts';
import { useCreateGraph } from './useCreateGraph.ts';
import { useGraphsWords } from './words.ts';

/** Starts a pipeline from nothing or from a template. */
export function NewMenu() {
  const words = useGraphsWords();
  const create = useCreateGraph();
  const [opened, setOpened] = useState(false);
  const templates = useQuery(trpc.templates.list.queryOptions(undefined, { enabled: opened }));
  return (
    <Menu position="bottom-end" width={280} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button size="sm" leftSection={<IconPlus size={16} />} rightSection={<IconChevronDown size={14} />}>
          {words('new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void create(emptyGraph(words('untitled')))}>{words('newEmpty')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words('fromTemplate')}</Menu.Label>
        {templates.data?.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => void create(api.templates.get.query({ id }).then(({ graph }) => graph))}
          >
            {name}
          </Menu.Item>
        ))}
        {templates.data?.length === 0 && <Menu.Item disabled>{words('noTemplates')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

export interface ImportFailure {
  file: string;
  problems: readonly Problem[];
}

/** Opens a graph file from this machine as a new pipeline. */
export function ImportButton({ onFailure }: { onFailure: (failure: ImportFailure | undefined) => void }) {
  const words = useGraphsWords();
  const create = useCreateGraph();
  const showError = useShowError();
  const open = async (file: File | null) => {
    if (!file) return;
    onFailure(undefined);
    try {
      await create(await readGraphFile(file));
    } catch (error) {
      if (error instanceof GraphError) onFailure({ file: file.name, problems: error.problems });
      else showError(error);
    }
  };
  return (
    <FileButton accept="application/json,.json" onChange={(file) => void open(file)}>
      {(button) => (
        <Button {...button} size="sm" variant="default" leftSection={<IconFileImport size={16} />}>
          {words('import')}
        </Button>
      )}
    </FileButton>
  );
}

/** Why a file could not be opened, a sentence for each place that is wrong. */
export function ImportProblems({ failure, onClose }: { failure: ImportFailure; onClose: () => void }) {
  const words = useGraphsWords();
  const common = useCommonWords();
  const text = useText();
  return (
    <Alert
      color="red"
      role="alert"
      title={words('importProblems', { file: failure.file })}
      withCloseButton
      closeButtonLabel={common('close')}
      onClose={onClose}
    >
      <List size="sm">
        {failure.problems.map((problem) => (
          <List.Item key={problem.message.en}>{text(problem.message)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** The two ways to a new pipeline, side by side. */
export function NewButtons({ onFailure }: { onFailure: (failure: ImportFailure | undefined) => void }) {
  return (
    <Group gap="xs">
      <ImportButton onFailure={onFailure} />
      <NewMenu />
    </Group>
  );
}
