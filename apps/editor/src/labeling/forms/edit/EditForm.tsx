import type { EditValue } from '@heed/labeling/forms/edit/value.ts';
import { useText } from '../../../i18n/language.ts';
import { ChoiceButton } from '../../ChoiceButton.tsx';
import classes from '../../Labeling.module.css';
import { useThingWords } from '../../media/useThings.ts';
import type { FormProps } from '../form.ts';
import { AnswerCard } from '../parts/AnswerCard.tsx';
import { CannotJudge } from '../parts/CannotJudge.tsx';
import { Critique } from '../parts/Critique.tsx';
import { EditBox } from '../parts/EditBox.tsx';
import { badTitle, giveUp, keep, keepTitle, rewrite } from './keys.ts';

/** One answer and a better version of it, with the reason. */
export function EditForm({ task, settings, question, draft, setDraft }: FormProps<EditValue>) {
  const words = useThingWords();
  const text = useText();
  const [candidate] = task.candidates;
  if (!candidate) return null;
  return (
    <>
      <AnswerCard candidate={candidate} settings={settings} title={words('answer')} />
      <EditBox
        original={candidate.text}
        edit={draft.value.edit}
        focused={draft.focus === 'edit'}
        onChange={(edit) => setDraft(rewrite(draft, edit))}
        onLeave={() => draft.focus === 'edit' && setDraft({ ...draft, focus: undefined })}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this row in all browsers */}
      <div className={classes.others} role="group" aria-label={question}>
        <ChoiceButton
          title={text(keepTitle)}
          keyName="1"
          chosen={draft.value.keep === true}
          className={classes.other}
          onChoose={() => setDraft(keep(draft))}
        />
        <ChoiceButton
          title={text(badTitle)}
          keyName="2"
          chosen={draft.outcome === 'both-bad'}
          className={classes.other}
          onChoose={() => setDraft(giveUp(draft))}
        />
        <CannotJudge draft={draft} setDraft={setDraft} />
      </div>
      <Critique settings={settings} draft={draft} setDraft={setDraft} />
    </>
  );
}
