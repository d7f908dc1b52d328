import type { Localized } from '@heed/schema';
import { Alert, Button, Checkbox, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n/language.ts';
import { isQuiet, type Preflight, setQuiet } from './asking.ts';
import classes from './Preflight.module.css';
import { PreflightFacts } from './PreflightFacts.tsx';
import { PreflightNodes } from './PreflightNodes.tsx';
import { usePreflightWords } from './words.ts';

interface PreflightDialogProps {
  ahead: Preflight;
  /** Which part is to run, in words; empty for all of it. */
  part: string;
  /** What a node is called. */
  nameOf(node: string): string;
  starting: boolean;
  /** Leaves the dialog for a node. */
  onShow(node: string): void;
  onStart(): void;
  onClose(): void;
}

/** What a run will take of memory, time and disk, as far as that can be known before it starts. */
export function PreflightDialog(props: PreflightDialogProps) {
  const { ahead, part, nameOf, starting, onShow, onStart, onClose } = props;
  const words = usePreflightWords();
  const [quiet, keepQuiet] = useState(isQuiet);
  const { warnings, problems } = ahead;
  const canRun = problems.length === 0;
  return (
    <Modal opened onClose={onClose} size="xl" title={part ? words('titlePart', { part }) : words('title')}>
      {problems.length > 0 && (
        <Alert color="red" title={words('problems')} mb="md" role="alert">
          <Sentences of={problems} nameOf={nameOf} onShow={onShow} />
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="yellow" title={words('warnings')} mb="md">
          <Sentences of={warnings} nameOf={nameOf} onShow={onShow} />
        </Alert>
      )}
      <PreflightFacts ahead={ahead} nameOf={nameOf} />
      <PreflightNodes ahead={ahead} nameOf={nameOf} />
      {canRun && (
        <Checkbox
          mt="md"
          size="sm"
          label={words('quiet')}
          checked={quiet}
          onChange={(event) => {
            keepQuiet(event.currentTarget.checked);
            setQuiet(event.currentTarget.checked);
          }}
        />
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus={!canRun || undefined}>
          {words('notNow')}
        </Button>
        <Button loading={starting} disabled={!canRun} onClick={onStart} data-autofocus={canRun || undefined}>
          {words('start')}
        </Button>
      </Group>
    </Modal>
  );
}

interface SentencesProps extends Pick<PreflightDialogProps, 'nameOf' | 'onShow'> {
  of: readonly { node?: string; message: Localized }[];
}

/** What is wrong, or worth knowing, each with the way to the node that it is about. */
function Sentences({ of: sentences, nameOf, onShow }: SentencesProps) {
  const words = usePreflightWords();
  const text = useText();
  return (
    <ul className={classes.sentences}>
      {sentences.map(({ node, message }) => (
        <li key={message.en}>
          {text(message)}{' '}
          {node !== undefined && (
            <button type="button" className={classes.show} onClick={() => onShow(node)}>
              {words('show', { node: nameOf(node) })}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
