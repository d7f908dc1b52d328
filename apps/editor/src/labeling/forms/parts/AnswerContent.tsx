import type { ShownTask } from '@heed/schema';
import classes from '../../Labeling.module.css';
import { useLabelingWords } from '../../text.ts';

/** What an answer is: its text as it was written. */
export function AnswerContent({ candidate }: { candidate: ShownTask['candidates'][number] }) {
  const words = useLabelingWords();
  return (
    <div className={classes.text} dir="auto">
      {candidate.text || <em className={classes.quiet}>{words('emptyAnswer')}</em>}
    </div>
  );
}
