import { Progress } from '@mantine/core';
import { useFormats } from '../i18n/format.ts';
import classes from './Labeling.module.css';
import { useLabelingWords } from './text.ts';
import type { Batch } from './view.ts';

interface SessionHeadProps {
  batch: Batch;
  onRename(): void;
  onHelp(): void;
  onRecent(): void;
}

/** Progress of the batch, the labeler's speed and name, and the ways to the last answers and to the keys. */
export function SessionHead({ batch, onRename, onHelp, onRecent }: SessionHeadProps) {
  const words = useLabelingWords();
  const { number } = useFormats();
  const { done, total, mine, name, speed } = batch;
  return (
    <header className={classes.head}>
      <Progress value={total > 0 ? (100 * done) / total : 0} size="sm" aria-label={words('progressLabel')} />
      <p className={classes.headLine}>
        <span role="status">{words('progress', { done, total, mine })}</span>
        <span className={classes.headTools}>
          {speed && (
            <span title={words('speedHelp', { count: speed.answers })}>
              {words('speed', { seconds: number(Math.round(speed.medianMs / 100) / 10) })}
            </span>
          )}
          {mine > 0 && (
            <button type="button" className={classes.linkButton} onClick={onRecent}>
              {words('recent')}
            </button>
          )}
          <span>{words('youAre', { name })}</span>
          <button type="button" className={classes.linkButton} onClick={onRename}>
            {words('changeName')}
          </button>
          <button type="button" className={`${classes.linkButton} ${classes.askKeys}`} onClick={onHelp}>
            {words('keys')} <kbd>?</kbd>
          </button>
        </span>
      </p>
    </header>
  );
}
