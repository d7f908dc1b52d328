import { MAX_MESSAGE } from '@heed/labeling/forms/dialogue/settings.ts';
import { Button, Textarea } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import type { FormProps } from '../form.ts';
import classes from './Dialogue.module.css';
import type { TurnValue } from './keys.ts';
import { useDialogueWords } from './text.ts';
import type { useTurn } from './useTurn.ts';

interface WritingProps extends Pick<FormProps<TurnValue>, 'draft' | 'setDraft'> {
  turn: ReturnType<typeof useTurn>;
  isFirst: boolean;
  /** The message before got no reply; another one may take its place. */
  isAnew: boolean;
}

/** Where the labeler writes to the model. */
export function Writing({ turn, isFirst, isAnew, draft, setDraft }: WritingProps) {
  const words = useDialogueWords();
  const change = (message: string) =>
    setDraft({ ...draft, value: { ...draft.value, message: message || undefined } });
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    turn.say();
  };
  return (
    <div className={classes.writing}>
      <Textarea
        ref={turn.field}
        autoFocus={!isAnew}
        label={words(isAnew ? 'anotherMessage' : 'message')}
        description={words('messageHelp')}
        placeholder={isFirst ? words('firstMessage') : undefined}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={MAX_MESSAGE}
        dir="auto"
        value={turn.message}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={press}
      />
      <Button disabled={!turn.message.trim()} onClick={turn.say}>
        {words('send')}
      </Button>
    </div>
  );
}
