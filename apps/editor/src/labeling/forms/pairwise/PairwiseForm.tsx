import type { PairwiseValue } from '@heed/labeling/forms/pairwise/form.ts';
import classes from '../../Labeling.module.css';
import { useThingWords } from '../../media/useThings.ts';
import type { FormProps } from '../form.ts';
import { ChoiceCard } from '../parts/ChoiceCard.tsx';
import { Conclusions } from '../parts/Conclusions.tsx';
import { Critique } from '../parts/Critique.tsx';
import { EditBox } from '../parts/EditBox.tsx';
import { Strengths } from '../parts/Strengths.tsx';
import { choose, conclude, conclusions } from './keys.ts';

type Props = FormProps<PairwiseValue>;

/** Two answers side by side, and what else can be said of them. */
export function PairwiseForm(props: Props) {
  const { task, settings, question, draft, setDraft } = props;
  const words = useThingWords();
  const sides = [
    { title: words('first'), action: words('chooseFirst') },
    { title: words('second'), action: words('chooseSecond') },
  ];
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this grid in all browsers */}
      <div role="group" aria-label={question}>
        <div className={classes.candidates}>
          {task.candidates.map((candidate, place) => {
            const chosen = draft.value.chosen === candidate.slot;
            const pick = () => setDraft(choose(draft, candidate.slot, settings));
            const { title = '', action = '' } = sides[place] ?? {};
            return (
              <ChoiceCard
                key={candidate.slot}
                candidate={candidate}
                settings={settings}
                title={title}
                action={action}
                keyName={String(place + 1)}
                chosen={chosen}
                onChoose={pick}
              />
            );
          })}
        </div>
        <Strengths settings={settings} draft={draft} setDraft={setDraft} />
        <Conclusions
          conclusions={conclusions}
          chosen={draft.outcome}
          onChoose={(outcome) => setDraft(conclude(draft, outcome))}
        />
      </div>
      {settings.askEdit === true && <Improvement {...props} />}
      <Critique settings={settings} draft={draft} setDraft={setDraft} />
    </>
  );
}

/** The chosen answer, to be written better. */
function Improvement({ task, draft, setDraft }: Props) {
  const chosen = task.candidates.find(({ slot }) => slot === draft.value.chosen);
  if (!chosen) return null;
  return (
    <EditBox
      original={chosen.text}
      edit={draft.value.edit}
      focused={draft.focus === 'edit'}
      onChange={(edit) => setDraft({ ...draft, value: { ...draft.value, edit } })}
      onLeave={() => draft.focus === 'edit' && setDraft({ ...draft, focus: undefined })}
    />
  );
}
