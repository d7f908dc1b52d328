import { Button, FileButton } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useGraphsWords } from './words.ts';

/** Lets a person choose a pipeline file of this machine. */
export function ImportButton({ onFile }: { onFile: (file: File) => void }) {
  const words = useGraphsWords();
  return (
    <FileButton accept="application/json,.json" onChange={(file) => file && onFile(file)}>
      {(button) => (
        <Button {...button} size="sm" variant="default" leftSection={<IconFileImport size={16} />}>
          {words('import')}
        </Button>
      )}
    </FileButton>
  );
}
