import { Button, Loader, Menu, Text } from '@mantine/core';
import { IconCheck, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useErrorSentence } from '../../api/errors.ts';
import { useFormats } from '../../i18n/format.ts';
import { useMarks } from '../../i18n/marks.ts';
import { useSizeText } from './useSizeText.ts';
import { useFileWords } from './words.ts';

interface RecentUploadsProps {
  kind: 'file' | 'directory';
  /** What it is for, as screen readers say it after the words of the button. */
  about: string;
  /** The path that the field has now. */
  chosen: string;
  onChoose(path: string): void;
}

/** The files or folders that were uploaded before, newest first, to be chosen again. */
export function RecentUploads({ kind, about, chosen, onChoose }: RecentUploadsProps) {
  const words = useFileWords();
  const { named } = useMarks();
  const { ago, time } = useFormats();
  const sizeText = useSizeText();
  const errorSentence = useErrorSentence();
  const [opened, setOpened] = useState(false);
  const list = useQuery(trpc.uploads.list.queryOptions({ kind }, { enabled: opened }));
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" width={320}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconHistory size={14} />}
          aria-label={named(words('recent'), about)}
        >
          {words('recent')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {list.isPending && (
          <Menu.Item disabled leftSection={<Loader size={14} />}>
            {words('listing')}
          </Menu.Item>
        )}
        {list.error && <Menu.Label c="var(--heed-bad)">{errorSentence(list.error)}</Menu.Label>}
        {list.data?.length === 0 && <Menu.Label>{words(`none-${kind}`)}</Menu.Label>}
        {list.data?.map((entry) => (
          <Menu.Item
            key={entry.path}
            onClick={() => onChoose(entry.path)}
            rightSection={entry.path === chosen && <IconCheck size={14} aria-label={words('chosen')} />}
          >
            <Text size="sm" fw={500} translate="no" style={{ overflowWrap: 'anywhere' }}>
              {entry.name}
            </Text>
            <Text size="xs" c="dimmed" title={time(entry.storedAt)}>
              {sizeText(entry)} · {ago(entry.storedAt)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
