import { Button } from '@mantine/core';
import { useState } from 'react';
import classes from './Quality.module.css';
import type { Figures } from './view.ts';
import { useQualityWords } from './words.ts';

type Disagreement = Figures['disagreements'][number];

/** Tasks shown before one asks for more. */
const FIRST_SHOWN = 5;

/** Tasks of which labelers said different things, the most divided first. */
export function Disagreements({ disagreements, disagreed }: Pick<Figures, 'disagreements' | 'disagreed'>) {
  const words = useQualityWords();
  const [shown, setShown] = useState(FIRST_SHOWN);
  return (
    <section className={classes.block} aria-labelledby="quality-disagreements">
      <h2 id="quality-disagreements" className={classes.blockTitle}>
        {words('disagreementsTitle')}
      </h2>
      <p className={classes.quiet}>
        {disagreed === 0 ? words('noDisagreements') : words('disagreed', { count: disagreed })}
      </p>
      <ol className={classes.disagreements}>
        {disagreements.slice(0, shown).map((one) => (
          <li key={one.taskId}>
            <Divided disagreement={one} />
          </li>
        ))}
      </ol>
      {shown < disagreements.length && (
        <Button variant="default" size="xs" onClick={() => setShown((count) => count + 4 * FIRST_SHOWN)}>
          {words('showMore')}
        </Button>
      )}
    </section>
  );
}

/** A candidate's letter: A, B, C … */
function letter(place: number): string {
  return String.fromCharCode(65 + place);
}

function Divided({ disagreement: { prompt, candidates, answers } }: { disagreement: Disagreement }) {
  const words = useQualityWords();
  return (
    <article className={classes.divided}>
      <h3 dir="auto">{prompt}</h3>
      <div className={classes.candidates}>
        {candidates.map(({ id, text }, place) => (
          <div key={id}>
            <span className={classes.letter} aria-hidden="true">
              {letter(place)}
            </span>
            <p dir="auto">{text}</p>
            <Voters
              title={words('preferred', { letter: letter(place) })}
              answers={answers.filter(({ chosen }) => chosen === place)}
            />
          </div>
        ))}
      </div>
      {answers
        .filter(({ chosen }) => chosen === null)
        .map(({ labeler, outcome, said }) => (
          <p key={labeler} className={classes.quiet}>
            {labeler}
            {words('colon')}
            {said ?? words(`outcome_${outcome}`)}
          </p>
        ))}
    </article>
  );
}

function Voters({ title, answers }: { title: string; answers: Disagreement['answers'] }) {
  if (answers.length === 0) return null;
  return (
    <ul className={classes.voters} aria-label={title}>
      {answers.map(({ labeler, kind }) => (
        <li key={labeler} data-kind={kind}>
          {labeler}
        </li>
      ))}
    </ul>
  );
}
