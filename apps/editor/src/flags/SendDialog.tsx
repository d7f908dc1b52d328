import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { showToast } from '../app/showToast.ts';
import { useCommonWords } from '../i18n/common.ts';
import type { FlagView } from './FlagCard.tsx';
import classes from './Flags.module.css';
import { useFlagDeeds } from './useFlags.ts';
import { useFlagWords } from './words.ts';

interface SendDialogProps {
  flags: readonly FlagView[];
  onClose(): void;
}

/** Asks for a name, makes the pipeline that labels the flagged prompts, and opens it. */
export function SendDialog({ flags, onClose }: SendDialogProps) {
  const words = useFlagWords();
  const common = useCommonWords();
  const [, navigate] = useLocation();
  const { send } = useFlagDeeds();
  const [name, setName] = useState(words('defaultName'));
  const prompts = new Set(flags.map(({ prompt }) => prompt)).size;
  const submit = async () => {
    const sent = await send.mutateAsync({ ids: flags.map(({ id }) => id), name: name.trim() });
    const left = sent.leftOut > 0 ? ` ${words('leftOut', { count: sent.leftOut })}` : '';
    showToast({
      color: 'green',
      message: words('sent', { answers: sent.answers, prompts: sent.prompts }) + left,
      autoClose: 10_000,
    });
    navigate(`/graphs/${sent.graph}`);
  };
  return (
    <Modal opened onClose={onClose} title={words('sendTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit().catch(() => undefined);
        }}
      >
        <p className={classes.help}>{words('sendHelp', { count: prompts })}</p>
        <TextInput
          label={words('name')}
          data-autofocus
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={send.isPending} disabled={name.trim() === ''}>
            {words('create')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
