import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useLocation } from 'wouter';
import { api, queryClient, trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useText } from '../i18n/language.ts';
import { useTemplateWords } from './text.ts';
import type { TemplateSummary } from './view.ts';

/** Asks before a template that was saved here is deleted. */
export function DeleteTemplate({
  template: { id, name },
  onClose,
}: {
  template: Pick<TemplateSummary, 'id' | 'name'>;
  onClose: () => void;
}) {
  const words = useTemplateWords();
  const common = useCommonWords();
  const text = useText();
  const showError = useShowError();
  const [, navigate] = useLocation();
  const remove = async () => {
    try {
      await api.templates.remove.mutate({ id });
      navigate('/templates');
      await queryClient.invalidateQueries(trpc.templates.list.pathFilter());
    } catch (error) {
      onClose();
      showError(error);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={words('removeTitle')}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      <Stack>
        <Text size="sm">{words('removeText', { name: text(name) })}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button color="red" onClick={() => void remove()}>
            {common('delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
