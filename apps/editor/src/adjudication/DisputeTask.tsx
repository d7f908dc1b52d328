import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../i18n/language.ts';
import { BackButton } from '../labeling/BackButton.tsx';
import type { Draft } from '../labeling/forms/draft.ts';
import type { FormView } from '../labeling/forms/form.ts';
import type { KeyAction } from '../labeling/keys.ts';
import labeling from '../labeling/Labeling.module.css';
import { useDeck } from '../labeling/media/deck.ts';
import { TaskBody } from '../labeling/TaskBody.tsx';
import classes from './Adjudication.module.css';
import { Said } from './Said.tsx';
import type { Dispute } from './view.ts';
import { useAdjudicationWords } from './words.ts';

interface DisputeTaskProps {
  dispute: Dispute & { task: NonNullable<Dispute['task']> };
  form: FormView;
  draft: Draft;
  setDraft(draft: Draft): void;
  /** May it be submitted as it is? */
  ready: boolean;
  isBusy: boolean;
  act(action: KeyAction): void;
}

/** One disagreement: first without what the labelers said, then with it. */
export function DisputeTask({ dispute, form, draft, setDraft, ready, isBusy, act }: DisputeTaskProps) {
  const words = useAdjudicationWords();
  const text = useText();
  const article = useRef<HTMLElement>(null);
  const deck = useDeck(dispute.task, false);
  useEffect(() => {
    article.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  const { task, others, hasDecided, settings, question, guidelines } = dispute;
  const isSecond = others !== undefined;
  return (
    <article ref={article} tabIndex={-1} className={labeling.task} aria-label={text(question)}>
      <ol className={classes.steps} aria-label={words('steps')}>
        <Step isNow={!isSecond}>{words('stepFirst')}</Step>
        <Step isNow={isSecond}>{words('stepSecond')}</Step>
      </ol>
      {others && <Said others={others} first={dispute.first} />}
      <TaskBody
        {...{ form, deck, task, settings, draft, setDraft, guidelines }}
        question={text(question)}
        guidelinesOpen={!hasDecided && !isSecond}
      />
      <div className={labeling.actions}>
        <BackButton disabled={!hasDecided || isBusy} onPress={() => act({ type: 'back' })} />
        <span className={labeling.spring} />
        <Button
          data-choice
          disabled={!ready}
          loading={isBusy}
          aria-keyshortcuts="Enter"
          onClick={() => act({ type: 'submit' })}
        >
          {words(isSecond ? 'decide' : 'answerFirst')}
        </Button>
      </div>
    </article>
  );
}

function Step({ isNow, children }: { isNow: boolean; children: ReactNode }) {
  return (
    <li className={classes.step} aria-current={isNow ? 'step' : undefined}>
      {children}
    </li>
  );
}
