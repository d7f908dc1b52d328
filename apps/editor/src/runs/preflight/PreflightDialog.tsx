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
  onStart(): void;
  onClose(): void;
}

/** What a run will take of memory, time and disk, as far as that can be known before it starts. */
export function PreflightDialog({ ahead, part, nameOf, starting, onStart, onClose }: PreflightDialogProps) {
  const words = usePreflightWords();
  const text = useText();
  const [quiet, keepQuiet] = useState(isQuiet);
  const { warnings, problems } = ahead;
  return (
    <Modal opened onClose={onClose} size="lg" title={part ? words('titlePart', { part }) : words('title')}>
      {problems.length > 0 && (
        <Alert color="red" title={words('problems')} mb="md" role="alert">
          <ul className={classes.sentences}>
            {problems.map(({ message }) => (
              <li key={message.en}>{text(message)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="yellow" title={words('warnings')} mb="md">
          <ul className={classes.sentences}>
            {warnings.map(({ message }) => (
              <li key={message.en}>{text(message)}</li>
            ))}
          </ul>
        </Alert>
      )}
      <PreflightFacts ahead={ahead} nameOf={nameOf} />
      <PreflightNodes ahead={ahead} nameOf={nameOf} />
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
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {words('notNow')}
        </Button>
        <Button loading={starting} disabled={problems.length > 0} onClick={onStart} data-autofocus>
          {words('start')}
        </Button>
      </Group>
    </Modal>
  );
}
