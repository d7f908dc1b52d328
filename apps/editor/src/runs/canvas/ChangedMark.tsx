import { IconRefresh } from '@tabler/icons-react';
import classes from './Face.module.css';
import { useCanvasRunWords } from './words.ts';

/** Says that a node shows what it did before it was changed. */
export function ChangedMark() {
  const words = useCanvasRunWords();
  const title = words('changedSince');
  return (
    <span className={classes.badge} data-tone="warn" role="img" aria-label={title} title={title}>
      <IconRefresh size={16} aria-hidden="true" />
    </span>
  );
}
