import { Button, Group, Modal, Text } from '@mantine/core';
import { useRunWords } from './text.ts';

interface CancelQuestionProps {
  opened: boolean;
  onClose(): void;
  onConfirm(): void;
}

/** Makes sure that a run is not cancelled by a slip. */
export function CancelQuestion({ opened, onClose, onConfirm }: CancelQuestionProps) {
  const words = useRunWords();
  const confirm = () => {
    onClose();
    onConfirm();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={words('cancelRun')} centered size="sm">
      <Text size="sm">{words('cancelQuestion')}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {words('keepRunning')}
        </Button>
        <Button color="red" onClick={confirm}>
          {words('cancelRun')}
        </Button>
      </Group>
    </Modal>
  );
}
