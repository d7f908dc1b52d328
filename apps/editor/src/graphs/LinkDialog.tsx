import { Modal } from '@mantine/core';
import { CopyField } from '../app/CopyField.tsx';
import { useGraphsWords } from './words.ts';

/** Shows a link where the browser does not let a page copy it. */
export function LinkDialog({ link, onClose }: { link: string; onClose: () => void }) {
  const words = useGraphsWords();
  return (
    <Modal opened onClose={onClose} title={words('copyLink')}>
      <CopyField label={words('link')} help={words('linkHelp')} value={link} />
    </Modal>
  );
}
