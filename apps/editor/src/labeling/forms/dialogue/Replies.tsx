import type { ShownTask } from '@heed/schema';
import { useText } from '../../../i18n/language.ts';
import { ChoiceButton } from '../../ChoiceButton.tsx';
import classes from '../../Labeling.module.css';
import type { FormProps } from '../form.ts';
import { AnswerCard } from '../parts/AnswerCard.tsx';
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
  const text = useText();
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
              <AnswerCard
                key={candidate.slot}
                candidate={candidate}
                settings={settings}
                title={words('reply', { number: place + 1 })}
                chosen={chosen}
                onPick={pick}
              >
                <ChoiceButton
                  title={words(isOne ? 'goOnWithIt' : 'chooseReply', { number: place + 1 })}
                  keyName={String(place + 1)}
                  chosen={chosen}
                  className={classes.choose}
                  onChoose={pick}
                />
              </AnswerCard>
            );
          })}
        </div>
        {!isOne && <Strengths settings={settings} draft={draft} setDraft={setDraft} />}
        <div className={classes.others}>
          {conclusions(replies.length).map(({ outcome, key, title }) => (
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
      <Critique settings={settings} draft={draft} setDraft={setDraft} />
    </>
  );
}
