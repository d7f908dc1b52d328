import type { ShownTask } from '@heed/schema';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n/language.ts';
import { BackButton } from './BackButton.tsx';
import type { Draft } from './forms/draft.ts';
import type { FormView } from './forms/form.ts';
import type { KeyAction } from './keys.ts';
import classes from './Labeling.module.css';
import type { MediaDeck } from './media/deck.ts';
import { TaskBody } from './TaskBody.tsx';
import { useLabelingWords } from './text.ts';
import type { Batch } from './view.ts';

interface TaskViewProps {
  task: ShownTask;
  batch: Batch;
  form: FormView;
  deck: MediaDeck | undefined;
  draft: Draft;
  setDraft(draft: Draft): void;
  /** May it be submitted as it is? */
  ready: boolean;
  /** Answered already; shown pale until the next task is here. */
  leaving: boolean;
  /** Is there an answer to go back to? */
  hasEarlier: boolean;
  act(action: KeyAction): void;
}

/** One decision: the prompt, and the form that asks about its answers. */
export function TaskView({ task, batch, ready, leaving, hasEarlier, act, ...form }: TaskViewProps) {
  const text = useText();
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    article.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  const question = text(batch.question);
  return (
    <article ref={article} tabIndex={-1} className={classes.task} inert={leaving} aria-label={question}>
      <TaskBody
        {...form}
        task={task}
        settings={batch.settings}
        question={question}
        guidelines={batch.guidelines}
        guidelinesOpen={batch.mine === 0}
      />
      <Actions ready={ready} hasEarlier={hasEarlier} act={act} />
    </article>
  );
}

interface ActionsProps {
  ready: boolean;
  hasEarlier: boolean;
  act(action: KeyAction): void;
}

function Actions({ ready, hasEarlier, act }: ActionsProps) {
  const words = useLabelingWords();
  return (
    <div className={classes.actions}>
      <BackButton disabled={!hasEarlier} onPress={() => act({ type: 'back' })} />
      <span className={classes.spring} />
      <Button variant="default" aria-keyshortcuts="s" onClick={() => act({ type: 'skip' })}>
        {words('skip')}
      </Button>
      <Button data-choice disabled={!ready} aria-keyshortcuts="Enter" onClick={() => act({ type: 'submit' })}>
        {words('submit')}
      </Button>
    </div>
  );
}
