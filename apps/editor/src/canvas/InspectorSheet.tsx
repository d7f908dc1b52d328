import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCanvasWords } from './words.ts';

interface InspectorSheetProps {
  opened: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** The inspector on a phone: a sheet from below. */
export default function InspectorSheet({ opened, onClose, children }: InspectorSheetProps) {
  const words = useCanvasWords();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="80%"
      styles={{ body: { padding: 0 } }}
      title={words('inspector')}
    >
      {children}
    </Drawer>
  );
}
