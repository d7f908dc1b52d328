import type { ShownTask } from '@heed/schema';
import classes from '../../Labeling.module.css';
import type { FormProps } from '../form.ts';
import { ChoiceCard } from '../parts/ChoiceCard.tsx';
import { Conclusions } from '../parts/Conclusions.tsx';
import { Critique } from '../parts/Critique.tsx';
import { Strengths } from '../parts/Strengths.tsx';
import own from './Dialogue.module.css';
import { choose, conclude, conclusions, type TurnValue } from './keys.ts';
import { useDialogueWords } from './text.ts';

type RepliesProps = Pick<FormProps<TurnValue>, 'settings' | 'question' | 'draft' | 'setDraft'> & {
  replies: ShownTask['candidates'];
};

/** The replies to choose from, and what else can be said of them. */
export function Replies({ replies, settings, question, draft, setDraft }: RepliesProps) {
  const words = useDialogueWords();
  const isOne = replies.length < 2;
  return (
    <>
      {isOne && <p className={classes.quiet}>{words('sameReply')}</p>}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this grid in all browsers */}
      <div role="group" aria-label={question}>
        <div className={own.replies} data-count={replies.length}>
          {replies.map((candidate, place) => {
            const chosen = draft.outcome === 'answered' && draft.value.chosen === candidate.slot;
            const pick = () => setDraft(choose(draft, candidate.slot, settings));
            return (
              <ChoiceCard
                key={candidate.slot}
                candidate={candidate}
                settings={settings}
                title={words('reply', { number: place + 1 })}
                action={words(isOne ? 'goOnWithIt' : 'chooseReply', { number: place + 1 })}
                keyName={String(place + 1)}
                chosen={chosen}
                onChoose={pick}
              />
            );
          })}
        </div>
        {!isOne && <Strengths settings={settings} draft={draft} setDraft={setDraft} />}
        <Conclusions
          conclusions={conclusions(replies.length)}
          chosen={draft.outcome}
          onChoose={(outcome) => setDraft(conclude(draft, outcome))}
        />
      </div>
      <Critique settings={settings} draft={draft} setDraft={setDraft} />
    </>
  );
}
