import { lazy, Suspense } from 'react';
import classes from './Markdown.module.css';

const MarkdownText = lazy(() => import('./MarkdownText.tsx'));

interface MarkdownProps {
  /** Markdown with tables, task lists and strikethrough. HTML in it is shown as the text that it is. */
  text: string;
  /** The level of its first headings among those around it; 3 without it. */
  headings?: 2 | 3 | 4;
}

/** Shows Markdown; its reader is fetched when it is first needed, until then the text stands as it was written. */
export function Markdown({ text, headings = 3 }: MarkdownProps) {
  return (
    <Suspense fallback={<div className={classes.plain}>{text}</div>}>
      <MarkdownText text={text} headings={headings} />
    </Suspense>
  );
}
