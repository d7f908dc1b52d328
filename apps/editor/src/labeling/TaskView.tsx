import type { PairwiseAnswer, ShownTask } from '@heed/schema';
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useText } from '../i18n/language.ts';
import { Candidate } from './Candidate.tsx';
import { ChoiceButton } from './ChoiceButton.tsx';
import type { KeyAction } from './keys.ts';
import classes from './Labeling.module.css';
import { useLabelingWords } from './text.ts';
import type { Batch } from './view.ts';

interface TaskViewProps {
  task: ShownTask;
  batch: Batch;
  choice: PairwiseAnswer | undefined;
  /** Answered already; shown pale until the next pair is here. */
  leaving: boolean;
  act(action: KeyAction): void;
}

/** One decision: the prompt, two answers, and what can be said of them. */
export function TaskView({ task, batch, choice, leaving, act }: TaskViewProps) {
  const words = useLabelingWords();
  const text = useText();
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    article.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  const choose = (answer: PairwiseAnswer) => act({ type: 'choose', answer });
  const question = text(batch.question);
  return (
    <article ref={article} tabIndex={-1} className={classes.task} inert={leaving} aria-label={question}>
      <h1 className={classes.title}>{question}</h1>
      {batch.guidelines && <Guidelines guidelines={batch.guidelines} open={batch.mine === 0} />}
      <section className={classes.prompt} aria-label={words('prompt')}>
        <h2 className={classes.label}>{words('prompt')}</h2>
        <p dir="auto">{task.prompt}</p>
      </section>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this grid in all browsers */}
      <div role="group" aria-label={question}>
        <div className={classes.candidates}>
          <Candidate
            answer="first"
            title={words('first')}
            action={words('chooseFirst')}
            text={task.first}
            keyName="1"
            chosen={choice === 'first'}
            onChoose={choose}
          />
          <Candidate
            answer="second"
            title={words('second')}
            action={words('chooseSecond')}
            text={task.second}
            keyName="2"
            chosen={choice === 'second'}
            onChoose={choose}
          />
        </div>
        <OtherAnswers choice={choice} onChoose={choose} />
      </div>
      <Actions ready={choice !== undefined} hasEarlier={batch.mine > 0} act={act} />
    </article>
  );
}

function Guidelines({ guidelines, open }: { guidelines: string; open: boolean }) {
  const words = useLabelingWords();
  return (
    <details className={classes.guidelines} open={open}>
      <summary>{words('guidelines')}</summary>
      <p dir="auto">{guidelines}</p>
    </details>
  );
}

const others = [
  { answer: 'tie', word: 'tie', keyName: '3' },
  { answer: 'both-bad', word: 'bothBad', keyName: '4' },
  { answer: 'cannot-judge', word: 'cannotJudge', keyName: '5' },
] as const;

interface OtherAnswersProps {
  choice: PairwiseAnswer | undefined;
  onChoose(answer: PairwiseAnswer): void;
}

function OtherAnswers({ choice, onChoose }: OtherAnswersProps) {
  const words = useLabelingWords();
  return (
    <div className={classes.others}>
      {others.map(({ answer, word, keyName }) => (
        <ChoiceButton
          key={answer}
          answer={answer}
          title={words(word)}
          keyName={keyName}
          chosen={choice === answer}
          className={classes.other}
          onChoose={onChoose}
        />
      ))}
    </div>
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
      <Button
        variant="subtle"
        color="gray"
        disabled={!hasEarlier}
        aria-keyshortcuts="Backspace"
        onClick={() => act({ type: 'back' })}
      >
        {words('backOne')}
      </Button>
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
