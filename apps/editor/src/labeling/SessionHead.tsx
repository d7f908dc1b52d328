import { Progress } from '@mantine/core';
import classes from './Labeling.module.css';
import { useLabelingWords } from './text.ts';
import type { Batch } from './view.ts';

interface SessionHeadProps {
  batch: Batch;
  labeler: string;
  onRename(): void;
  onHelp(): void;
}

/** Progress of the batch, the labeler's name, and the way to the keys. */
export function SessionHead({ batch: { done, total, mine }, labeler, onRename, onHelp }: SessionHeadProps) {
  const words = useLabelingWords();
  return (
    <header className={classes.head}>
      <Progress value={total > 0 ? (100 * done) / total : 0} size="sm" aria-label={words('progressLabel')} />
      <p className={classes.headLine}>
        <span role="status">{words('progress', { done, total, mine })}</span>
        <span className={classes.headTools}>
          <span>{words('youAre', { name: labeler })}</span>
          <button type="button" className={classes.linkButton} onClick={onRename}>
            {words('changeName')}
          </button>
          <button type="button" className={classes.linkButton} onClick={onHelp}>
            {words('keys')} <kbd>?</kbd>
          </button>
        </span>
      </p>
    </header>
  );
}
