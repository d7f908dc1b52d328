import type { RatingValue } from '@heed/labeling/forms/rating/value.ts';
import classes from '../../Labeling.module.css';
import { useThingWords } from '../../media/useThings.ts';
import forms from '../Forms.module.css';
import type { FormProps } from '../form.ts';
import { AnswerCard } from '../parts/AnswerCard.tsx';
import { CannotJudge } from '../parts/CannotJudge.tsx';
import { Critique } from '../parts/Critique.tsx';
import { rate, scale } from './keys.ts';

/** One answer and a scale. */
export function RatingForm({ task, settings, question, draft, setDraft }: FormProps<RatingValue>) {
  const words = useThingWords();
  const [candidate] = task.candidates;
  return (
    <>
      {candidate && <AnswerCard candidate={candidate} settings={settings} title={words('answer')} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this row in all browsers */}
      <div className={forms.scale} role="group" aria-label={question}>
        {settings.lowestMeans ? <span className={classes.quiet}>{String(settings.lowestMeans)}</span> : null}
        <div className={forms.numbers}>
          {scale(settings).map((number) => (
            <button
              key={number}
              type="button"
              data-choice
              className={forms.number}
              aria-pressed={draft.outcome === 'answered' && draft.value.rating === number}
              aria-keyshortcuts={number < 10 ? String(number) : undefined}
              onClick={() => setDraft(rate(draft, number))}
            >
              {number}
            </button>
          ))}
        </div>
        {settings.highestMeans ? (
          <span className={classes.quiet}>{String(settings.highestMeans)}</span>
        ) : null}
      </div>
      <div className={classes.others}>
        <CannotJudge draft={draft} setDraft={setDraft} />
      </div>
      <Critique settings={settings} draft={draft} setDraft={setDraft} />
    </>
  );
}
