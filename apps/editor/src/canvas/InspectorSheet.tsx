import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCommonWords } from '../i18n/common.ts';
import { useCanvasWords } from './words.ts';

interface InspectorSheetProps {
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The inspector on a phone: a sheet from below. */
export default function InspectorSheet({ opened, onClose, children }: InspectorSheetProps) {
  const words = useCanvasWords();
  const common = useCommonWords();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="80%"
      styles={{ body: { padding: 0 } }}
      title={words('inspector')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {children}
    </Drawer>
  );
}
