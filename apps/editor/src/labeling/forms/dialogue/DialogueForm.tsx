import classes from '../../Labeling.module.css';
import type { FormProps } from '../form.ts';
import type { TurnValue } from './keys.ts';
import { Replies } from './Replies.tsx';
import { useDialogueWords } from './text.ts';

/** Several replies to a conversation so far, one of which is better. */
export function DialogueForm({ task, ...props }: FormProps<TurnValue>) {
  const words = useDialogueWords();
  if (task.candidates.length === 0) return <p className={classes.quiet}>{words('ownConversation')}</p>;
  return <Replies {...props} replies={task.candidates} />;
}
