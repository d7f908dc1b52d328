import type { PairwiseValue } from '@heed/labeling/forms/pairwise/form.ts';
import { useText } from '../../../i18n/language.ts';
import { Candidate } from '../../Candidate.tsx';
import { ChoiceButton } from '../../ChoiceButton.tsx';
import classes from '../../Labeling.module.css';
import { useLabelingWords } from '../../text.ts';
import type { FormProps } from '../form.ts';
import { choose, conclude, conclusions } from './keys.ts';

/** Two answers side by side, and what else can be said of them. */
export function PairwiseForm({ task, question, draft, setDraft }: FormProps<PairwiseValue>) {
  const words = useLabelingWords();
  const text = useText();
  const sides = [
    { title: words('first'), action: words('chooseFirst') },
    { title: words('second'), action: words('chooseSecond') },
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this grid in all browsers
    <div role="group" aria-label={question}>
      <div className={classes.candidates}>
        {task.candidates.map((candidate, place) => (
          <Candidate
            key={candidate.slot}
            candidate={candidate}
            title={sides[place]?.title ?? ''}
            action={sides[place]?.action ?? ''}
            keyName={String(place + 1)}
            chosen={draft.value.chosen === candidate.slot}
            onChoose={() => setDraft(choose(draft, candidate.slot))}
          />
        ))}
      </div>
      <div className={classes.others}>
        {conclusions.map(({ outcome, key, title }) => (
          <ChoiceButton
            key={outcome}
            title={text(title)}
            keyName={key}
            chosen={draft.outcome === outcome}
            className={classes.other}
            onChoose={() => setDraft(conclude(draft, outcome))}
          />
        ))}
      </div>
    </div>
  );
}
