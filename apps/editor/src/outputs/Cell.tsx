import { useFormats } from '../i18n/format.ts';
import { isMedia } from './cells.ts';
import { MediaView } from './MediaView.tsx';
import classes from './Outputs.module.css';
import { useOutputWords } from './text.ts';
import type { Column } from './view.ts';

interface CellProps {
  artifact: string;
  column: Column;
  value: unknown;
  /** All of it, rather than what a row has room for. */
  whole?: boolean;
}

/** What stands in a cell, as its column's kind asks. */
export function Cell({ artifact, column, value, whole }: CellProps) {
  const words = useOutputWords();
  const { number } = useFormats();
  if (value === null || value === undefined) return <span className={classes.quiet}>–</span>;
  if (isMedia(column, value))
    return <MediaView artifact={artifact} path={value} title={value} small={!whole} />;
  if (typeof value === 'number') return <>{number(value)}</>;
  if (typeof value === 'boolean') return <>{words(value ? 'yes' : 'no')}</>;
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}
