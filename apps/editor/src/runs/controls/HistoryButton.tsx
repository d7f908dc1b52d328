import { ActionIcon, Drawer } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { RunHistory } from './RunHistory.tsx';
import { useControlWords } from './words.ts';

/** Opens the list of a pipeline's runs at the side of the page. */
export function HistoryButton({ graph, current }: { graph: string; current: string }) {
  const words = useControlWords();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={words('history')}
        title={words('history')}
        onClick={() => setOpened(true)}
      >
        <IconHistory size={16} aria-hidden="true" />
      </ActionIcon>
      <HistoryDrawer graph={graph} current={current} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

interface HistoryDrawerProps {
  graph: string;
  current: string | undefined;
  opened: boolean;
  onClose(): void;
  onShow?(run: string): void;
}

/** The runs of a pipeline at the side of the page. */
export function HistoryDrawer({ opened, onClose, onShow, ...which }: HistoryDrawerProps) {
  const words = useControlWords();
  const show =
    onShow &&
    ((run: string) => {
      onClose();
      onShow(run);
    });
  return (
    <Drawer opened={opened} onClose={onClose} position="right" title={words('history')}>
      <RunHistory {...which} active={opened} onShow={show} />
    </Drawer>
  );
}
