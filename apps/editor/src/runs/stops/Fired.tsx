import { Alert } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useText } from '../../i18n/language.ts';
import type { NodeRunView } from '../view.ts';

/** What stop rules did to a node: which, where, and what can be done now. */
export function Fired({ node: { stopped = [] } }: { node: NodeRunView }) {
  const text = useText();
  return stopped.map(({ message, step }) => (
    <Alert
      key={`${step} ${message.en}`}
      color="yellow"
      variant="light"
      my="xs"
      icon={<IconHandStop aria-hidden="true" />}
    >
      {text(message)}
    </Alert>
  ));
}
