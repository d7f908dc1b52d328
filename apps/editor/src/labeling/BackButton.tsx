import { Button } from '@mantine/core';
import classes from './Labeling.module.css';
import { useLabelingWords } from './text.ts';

/** Leads back to the labeler's last answer; in one word where there is little room. */
export function BackButton({ disabled, onPress }: { disabled: boolean; onPress(): void }) {
  const words = useLabelingWords();
  return (
    <Button
      variant="subtle"
      color="gray"
      disabled={disabled}
      aria-keyshortcuts="Backspace"
      aria-label={words('backOne')}
      onClick={onPress}
    >
      <span className={classes.brief}>{words('back')}</span>
      <span className={classes.whole}>{words('backOne')}</span>
    </Button>
  );
}
