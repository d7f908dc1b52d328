import type { Localized, Outcome } from '@heed/schema';
import { useText } from '../../../i18n/language.ts';
import { ChoiceButton } from '../../ChoiceButton.tsx';
import classes from '../../Labeling.module.css';

/** Something that is said of all answers together, and its key. */
export interface Conclusion {
  outcome: Outcome;
  key: string;
  title: Localized;
}

interface ConclusionsProps {
  conclusions: readonly Conclusion[];
  chosen: Outcome | undefined;
  onChoose(outcome: Outcome): void;
}

/** What else can be said than that one answer is better. */
export function Conclusions({ conclusions, chosen, onChoose }: ConclusionsProps) {
  const text = useText();
  return (
    <div className={classes.others}>
      {conclusions.map(({ outcome, key, title }) => (
        <ChoiceButton
          key={outcome}
          title={text(title)}
          keyName={key}
          chosen={chosen === outcome}
          className={classes.other}
          onChoose={() => onChoose(outcome)}
        />
      ))}
    </div>
  );
}
