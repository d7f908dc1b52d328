import { ActionIcon, Menu } from '@mantine/core';
import { IconCopy, IconDots, IconDownload, IconLink, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { showToast } from '../app/showToast.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useCreateCopy } from '../saving/useCreateCopy.ts';
import { downloadGraph } from './files.ts';
import { LinkDialog } from './LinkDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { useDelete, useFailed } from './useDelete.ts';
import type { GraphSummary } from './view.ts';
import { useGraphsWords } from './words.ts';

/** What can be done with a saved pipeline without opening it. */
export function GraphMenu({ graph: { id, name } }: { graph: GraphSummary }) {
  const words = useGraphsWords();
  const common = useCommonWords();
  const mayEdit = useMay('design');
  const createCopy = useCreateCopy();
  const fail = useFailed();
  const remove = useDelete();
  const [dialog, setDialog] = useState<'link' | 'rename'>();
  const graph = () => api.graphs.get.query({ id }).then((saved) => saved.graph);
  const link = new URL(`/graphs/${id}`, window.location.href).href;
  const share = () =>
    navigator.clipboard
      ?.writeText(link)
      .then(() => void showToast({ message: words('linkCopied', { name }) }))
      .catch(() => setDialog('link')) ?? setDialog('link');
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={words('actionsNamed', { name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setDialog('rename')}>
                {words('renameItem')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconCopy size={16} />}
                onClick={() => void graph().then(createCopy, (error) => fail({ name }, error))}
              >
                {words('duplicate')}
              </Menu.Item>
            </>
          )}
          <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void share()}>
            {words('copyLink')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconDownload size={16} />}
            onClick={() => void graph().then(downloadGraph, (error) => fail({ name }, error))}
          >
            {words('export')}
          </Menu.Item>
          {mayEdit && (
            <>
              <Menu.Divider />
              <Menu.Item
                color="var(--heed-bad)"
                leftSection={<IconTrash size={16} />}
                onClick={() => void remove({ id, name })}
              >
                {common('delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && <RenameDialog graph={{ id, name }} onClose={() => setDialog(undefined)} />}
      {dialog === 'link' && <LinkDialog link={link} onClose={() => setDialog(undefined)} />}
    </>
  );
}
