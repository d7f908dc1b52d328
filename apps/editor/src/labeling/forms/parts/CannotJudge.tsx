import { useText } from '../../../i18n/language.ts';
import { ChoiceButton } from '../../ChoiceButton.tsx';
import classes from '../../Labeling.module.css';
import type { FormProps } from '../form.ts';
import { cannotJudgeTitle, toggleCannotJudge } from './keys.ts';

/** Says that the task is beyond the labeler. */
export function CannotJudge<Value>({ draft, setDraft }: Pick<FormProps<Value>, 'draft' | 'setDraft'>) {
  const text = useText();
  return (
    <ChoiceButton
      title={text(cannotJudgeTitle)}
      keyName="x"
      chosen={draft.outcome === 'cannot-judge'}
      className={classes.other}
      onChoose={() => setDraft(toggleCannotJudge(draft))}
    />
  );
}
