import { IconHandStop } from '@tabler/icons-react';
import { useText } from '../../i18n/language.ts';
import type { NodeRunView } from '../view.ts';
import classes from './Stops.module.css';

/** What stop rules did to a node: which, where, and what can be done now. */
export function Fired({ node: { stopped = [] } }: { node: NodeRunView }) {
  const text = useText();
  return stopped.map(({ message, step }) => (
    <p key={`${step} ${message.en}`} className={classes.fired}>
      <IconHandStop size={20} aria-hidden="true" />
      {text(message)}
    </p>
  ));
}
