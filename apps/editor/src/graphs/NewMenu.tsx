import { emptyGraph } from '@heed/schema';
import { Button, Loader, Menu } from '@mantine/core';
import { IconChevronDown, IconLayoutGrid, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, trpc } from '../api/client.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useLanguage, useText } from '../i18n/language.ts';
import { useCreateGraph } from './useCreateGraph.ts';
import { useGraphsWords } from './words.ts';

/** Starts a pipeline from nothing or from a template. */
export function NewMenu() {
  const words = useGraphsWords();
  const common = useCommonWords();
  const create = useCreateGraph();
  const text = useText();
  const [language] = useLanguage();
  const [opened, setOpened] = useState(false);
  const templates = useQuery(trpc.templates.list.queryOptions(undefined, { enabled: opened }));
  return (
    <Menu position="bottom-end" width={340} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button size="sm" leftSection={<IconPlus size={16} />} rightSection={<IconChevronDown size={14} />}>
          {words('new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void create(emptyGraph(words('untitled')))}>{words('newEmpty')}</Menu.Item>
        <Menu.Divider />
        <Menu.Label>{words('fromTemplate')}</Menu.Label>
        {templates.isPending && (
          <Menu.Item disabled leftSection={<Loader size={14} />}>
            {common('loading')}
          </Menu.Item>
        )}
        {templates.data?.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => void create(api.templates.get.query({ id, language }).then(({ graph }) => graph))}
          >
            {text(name)}
          </Menu.Item>
        ))}
        {templates.data?.length === 0 && <Menu.Item disabled>{words('noTemplates')}</Menu.Item>}
        <Menu.Divider />
        <Menu.Item component={Link} href="/templates" leftSection={<IconLayoutGrid size={16} />}>
          {words('gallery')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
