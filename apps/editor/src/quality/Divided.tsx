import { useMay } from '../api/me.ts';
import { MediaView } from '../outputs/MediaView.tsx';
import { KnownAnswer } from './KnownAnswer.tsx';
import classes from './Quality.module.css';
import { letter, rankedLetters } from './ranked.ts';
import type { Disagreement, LabelPlace } from './view.ts';
import { useQualityWords } from './words.ts';

type Answer = Disagreement['answers'][number];

/** Longer texts scroll by themselves, so that several disagreements fit on a screen. */
const LONG_TEXT = 300;
const MANY_LINES = 6;

/** A task of which labelers said different things: who chose which candidate, or what they said of them. */
export function Divided({ place, disagreement }: { place: LabelPlace; disagreement: Disagreement }) {
  const words = useQualityWords();
  const { form, prompt, candidates, answers } = disagreement;
  const mayDesign = useMay('design');
  const isChoice = (answer: Answer) => answer.chosen !== null && answer.ranks === null;
  const others = answers.filter((answer) => !isChoice(answer));
  return (
    <article className={classes.divided}>
      <h3 dir="auto" translate="no">
        {prompt}
      </h3>
      <div className={classes.candidates}>
        {candidates.map(({ id, text, media }, number) => (
          <div key={id} data-alone={candidates.length === 1 || undefined}>
            {candidates.length > 1 && (
              <span className={classes.letter} aria-hidden="true">
                {letter(number)}
              </span>
            )}
            {media ? (
              <MediaView {...media} title={letter(number)} />
            ) : (
              <Text text={text} title={words('answer', { letter: letter(number) })} />
            )}
            <Voters
              title={words('preferred', { letter: letter(number) })}
              answers={answers.filter((answer) => isChoice(answer) && answer.chosen === number)}
            />
          </div>
        ))}
      </div>
      <Voices answers={others} form={form} isOfOne={candidates.length === 1} />
      {mayDesign && place.isOpen && form === 'pairwise' && (
        <KnownAnswer place={place} disagreement={disagreement} />
      )}
    </article>
  );
}

/** A candidate's text; a long one scrolls, by keyboard too. */
function Text({ text, title }: { text: string; title: string }) {
  const paragraph = (
    <p dir="auto" translate="no">
      {text}
    </p>
  );
  const isLong = text.length > LONG_TEXT || text.split('\n').length > MANY_LINES;
  if (!isLong) return paragraph;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a part of a page that scrolls, of which there are many; no form, no landmark
    <div role="group" className={classes.longText} aria-label={title} tabIndex={0}>
      {paragraph}
    </div>
  );
}

function Voters({ title, answers }: { title: string; answers: readonly Answer[] }) {
  if (answers.length === 0) return null;
  return (
    <ul className={classes.voters} aria-label={title}>
      {answers.map(({ labeler, kind }) => (
        <li key={labeler} data-kind={kind} title={labeler} dir="auto" translate="no">
          {labeler}
        </li>
      ))}
    </ul>
  );
}

interface VoicesProps {
  answers: readonly Answer[];
  form: string;
  /** Is there one candidate only? */
  isOfOne: boolean;
}

/** What was said by those who chose none: an order, a number, a word. */
function Voices({ answers, form, isOfOne }: VoicesProps) {
  const words = useQualityWords();
  const said = ({ outcome, ranks, said: own }: Answer) => {
    if (ranks) return rankedLetters(ranks);
    if (form === 'edit' && (own === 'kept' || own === 'edited')) return words(`said_${own}`);
    return own ?? words(isOfOne && outcome === 'both-bad' ? 'outcome_bad' : `outcome_${outcome}`);
  };
  if (answers.length === 0) return null;
  return (
    <dl className={classes.voices}>
      {answers.map((answer) => (
        <div key={answer.labeler}>
          <dt title={answer.labeler} dir="auto" translate="no">
            {answer.labeler}
          </dt>
          <dd>{said(answer)}</dd>
        </div>
      ))}
    </dl>
  );
}
