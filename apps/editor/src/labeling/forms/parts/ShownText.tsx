import { Markdown } from '../../../markdown/Markdown.tsx';
import classes from '../../Labeling.module.css';
import type { Settings } from '../form.ts';
import { hasMarkdown } from './hasMarkdown.ts';

/** A text that a labeler reads: Markdown drawn where the form wishes it and there is some, else as written. */
export function ShownText({ text, settings }: { text: string; settings: Settings }) {
  if (settings.showAs !== 'text' && hasMarkdown(text))
    return (
      <div className={classes.markdown} dir="auto" translate="no">
        <Markdown text={text} headings={3} />
      </div>
    );
  return (
    <p className={classes.plain} dir="auto" translate="no">
      {text}
    </p>
  );
}
