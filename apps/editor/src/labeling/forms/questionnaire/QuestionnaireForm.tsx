import type { QuestionnaireValue } from '@heed/labeling/forms/questionnaire/value.ts';
import classes from '../../Labeling.module.css';
import { useThingWords } from '../../media/useThings.ts';
import forms from '../Forms.module.css';
import type { FormProps } from '../form.ts';
import { AnswerCard } from '../parts/AnswerCard.tsx';
import { CannotJudge } from '../parts/CannotJudge.tsx';
import { type Asked, answerTo, askedOf, withAnswer } from './answers.ts';
import { current } from './keys.ts';
import { QuestionField } from './QuestionField.tsx';

type Props = FormProps<QuestionnaireValue>;

/** Each answer with its questions below it, then the questions about all. */
export function QuestionnaireForm({ task, settings, draft, setDraft }: Props) {
  const words = useThingWords();
  const asked = askedOf(
    task.candidates.map(({ slot }) => slot),
    settings,
  );
  const now = current(draft, asked)?.key;
  const field = (one: Asked) => (
    <QuestionField
      key={one.key}
      name={`${task.taskId} ${one.key}`}
      question={one.question}
      answer={answerTo(draft, one)}
      current={now === one.key}
      onFocus={() => draft.focus !== one.key && setDraft({ ...draft, focus: one.key })}
      onAnswer={(answer) => setDraft(withAnswer(draft, one, answer))}
    />
  );
  const single = task.candidates.length === 1;
  return (
    <>
      <div className={single ? undefined : classes.candidates}>
        {task.candidates.map((candidate, place) => (
          <AnswerCard
            key={candidate.slot}
            candidate={candidate}
            settings={settings}
            title={single ? words('answer') : words('answerNumber', { number: place + 1 })}
          >
            {asked.filter(({ slot }) => slot === candidate.slot).map(field)}
          </AnswerCard>
        ))}
      </div>
      <div className={forms.overall}>{asked.filter(({ slot }) => slot === undefined).map(field)}</div>
      <div className={classes.others}>
        <CannotJudge draft={draft} setDraft={setDraft} />
      </div>
    </>
  );
}
