import type { ShownTask } from '@heed/schema';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { ChoiceButton } from './ChoiceButton.tsx';
import classes from './Labeling.module.css';
import { useLabelingWords } from './text.ts';

interface CandidateProps {
  candidate: ShownTask['candidates'][number];
  title: string;
  /** What the button says, e.g. "First is better". */
  action: string;
  keyName: string;
  chosen: boolean;
  onChoose(): void;
}

/** One of the answers, as plain text, with the button that prefers it; a click on the text does too. */
export function Candidate({ candidate, title, action, keyName, chosen, onChoose }: CandidateProps) {
  const words = useLabelingWords();
  const chooseUnlessSelecting = () => {
    if (!window.getSelection()?.toString()) onChoose();
  };
  return (
    <section className={classes.candidate} data-chosen={chosen || undefined} aria-label={title}>
      <h2 className={classes.label}>
        {title}
        {chosen && <IconCircleCheckFilled size={18} aria-hidden="true" />}
      </h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: a shortcut for the pointer; the button below is the control */}
      <div className={classes.text} dir="auto" onClick={chooseUnlessSelecting}>
        {candidate.text || <em className={classes.quiet}>{words('emptyAnswer')}</em>}
      </div>
      <ChoiceButton
        title={action}
        keyName={keyName}
        chosen={chosen}
        className={classes.choose}
        onChoose={onChoose}
      />
    </section>
  );
}
