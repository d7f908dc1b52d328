import { useMemo } from 'react';
import { drawMarkdown } from './draw.tsx';
import classes from './Markdown.module.css';
import { readMarkdown } from './read.ts';

/** Markdown as React elements, never as HTML. */
export default function MarkdownText({ text, headings }: { text: string; headings: number }) {
  const elements = useMemo(() => drawMarkdown(readMarkdown(text), headings), [text, headings]);
  return <div className={classes.text}>{elements}</div>;
}
