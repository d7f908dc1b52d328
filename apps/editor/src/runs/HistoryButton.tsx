import { Button, Drawer } from '@mantine/core';
import { useState } from 'react';
import { useCommonWords } from '../i18n/common.ts';
import { RunHistory } from './RunHistory.tsx';
import { useRunWords } from './text.ts';

/** Opens the list of a pipeline's runs at the side of the page. */
export function HistoryButton({ graph }: { graph: string }) {
  const words = useRunWords();
  const common = useCommonWords();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpened(true)}>
        {words('history')}
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        title={words('history')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <RunHistory graph={graph} active={opened} />
      </Drawer>
    </>
  );
}
