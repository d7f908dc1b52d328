import { Modal } from '@mantine/core';
import { CopyField } from '../app/CopyField.tsx';
import { useCommonWords } from '../i18n/common.ts';
import { useGraphsWords } from './words.ts';

/** Shows a link where the browser does not let a page copy it. */
export function LinkDialog({ link, onClose }: { link: string; onClose: () => void }) {
  const words = useGraphsWords();
  const common = useCommonWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('copyLink')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <CopyField label={words('link')} help={words('linkHelp')} value={link} />
    </Modal>
  );
}
