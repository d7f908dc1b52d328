import { Modal } from '@mantine/core';
import { KeyHelp } from './KeyHelp.tsx';
import { useCommandWords } from './words.ts';

/** Every key of the editor, over the page. */
export default function KeyDialog({ onClose }: { onClose: () => void }) {
  const words = useCommandWords();
  return (
    <Modal opened onClose={onClose} title={words('keys')} size="lg" transitionProps={{ duration: 80 }}>
      <KeyHelp />
    </Modal>
  );
}
