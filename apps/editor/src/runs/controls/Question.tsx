import { Button, Group, Modal, Text } from '@mantine/core';

interface QuestionProps {
  opened: boolean;
  title: string;
  children: string;
  /** The button that leaves all as it is. */
  stay: string;
  /** The button that does it. */
  go: string;
  onClose(): void;
  onConfirm(): void;
}

/** Makes sure that nothing is lost by a slip. */
export function Question({ opened, title, children, stay, go, onClose, onConfirm }: QuestionProps) {
  const confirm = () => {
    onClose();
    onConfirm();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} centered size="sm">
      <Text size="sm">{children}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {stay}
        </Button>
        <Button color="red" onClick={confirm}>
          {go}
        </Button>
      </Group>
    </Modal>
  );
}
