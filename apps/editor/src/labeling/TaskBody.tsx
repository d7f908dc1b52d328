import { lazy, Suspense } from 'react';
import { Markdown } from '../markdown/Markdown.tsx';
import type { FormProps, FormView } from './forms/form.ts';
import classes from './Labeling.module.css';
import { DeckContext, type MediaDeck } from './media/deck.ts';
import { Prompt } from './Prompt.tsx';
import { useLabelingWords } from './text.ts';

const PlayBar = lazy(() => import('./media/PlayBar.tsx'));
const PictureBar = lazy(() => import('./media/PictureBar.tsx'));

interface TaskBodyProps extends FormProps {
  form: FormView;
  /** Of a task of pictures, sounds or videos. */
  deck: MediaDeck | undefined;
  /** Markdown; empty where there are none. */
  guidelines: string;
  guidelinesOpen: boolean;
}

/** The question, what it is about, and the form; what both the labeler and the designer's preview show. */
export function TaskBody({ form: { Form }, deck, guidelines, guidelinesOpen, ...props }: TaskBodyProps) {
  const words = useLabelingWords();
  return (
    <>
      <h1 className={classes.title}>{props.question}</h1>
      {guidelines && (
        <details className={classes.guidelines} open={guidelinesOpen}>
          <summary>{words('guidelines')}</summary>
          <div className={classes.guidelinesText} dir="auto">
            <Markdown text={guidelines} headings={2} />
          </div>
        </details>
      )}
      <Prompt prompt={props.task.prompt} settings={props.settings} />
      <DeckContext value={deck}>
        {deck && (
          <Suspense fallback={<div className={classes.mediaBar} />}>
            {deck.kind === 'image' ? <PictureBar deck={deck} /> : <PlayBar deck={deck} />}
          </Suspense>
        )}
        <Form {...props} />
      </DeckContext>
    </>
  );
}
