import type { ShownTask } from '@heed/schema';
import { ChoiceButton } from '../../ChoiceButton.tsx';
import classes from '../../Labeling.module.css';
import type { Settings } from '../form.ts';
import { AnswerCard } from './AnswerCard.tsx';

interface ChoiceCardProps {
  candidate: ShownTask['candidates'][number];
  settings: Settings;
  title: string;
  /** What the button says. */
  action: string;
  /** The key that chooses it too. */
  keyName: string;
  chosen: boolean;
  onChoose(): void;
}

/** An answer that can be chosen, by its button or by a click on what it says. */
export function ChoiceCard({ action, keyName, chosen, onChoose, ...card }: ChoiceCardProps) {
  return (
    <AnswerCard {...card} chosen={chosen} onPick={onChoose}>
      <ChoiceButton
        title={action}
        keyName={keyName}
        chosen={chosen}
        className={classes.choose}
        onChoose={onChoose}
      />
    </AnswerCard>
  );
}
