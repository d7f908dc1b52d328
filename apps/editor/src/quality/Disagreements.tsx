import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../api/client.ts';
import { useShowError } from '../api/errors.ts';
import { useMay } from '../api/me.ts';
import { MediaView } from '../outputs/MediaView.tsx';
import classes from './Quality.module.css';
import type { Figures } from './view.ts';
import { useQualityWords } from './words.ts';

type Disagreement = Figures['disagreements'][number];

interface Place {
  run: string;
  node: string;
  /** Whether people still answer. */
  isOpen: boolean;
}

/** Tasks shown before one asks for more. */
const FIRST_SHOWN = 5;

/** Tasks of which labelers said different things, the most divided first. */
export function Disagreements({
  place,
  figures: { disagreements, disagreed },
}: {
  place: Place;
  figures: Figures;
}) {
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
            <Divided place={place} disagreement={one} />
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

function Divided({ place, disagreement }: { place: Place; disagreement: Disagreement }) {
  const words = useQualityWords();
  const { form, prompt, candidates, answers } = disagreement;
  const mayDesign = useMay('design');
  return (
    <article className={classes.divided}>
      <h3 dir="auto" translate="no">
        {prompt}
      </h3>
      <div className={classes.candidates}>
        {candidates.map(({ id, text, media }, place) => (
          <div key={id}>
            <span className={classes.letter} aria-hidden="true">
              {letter(place)}
            </span>
            {media ? (
              <MediaView {...media} title={letter(place)} />
            ) : (
              <p dir="auto" translate="no">
                {text}
              </p>
            )}
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
      {mayDesign && place.isOpen && form === 'pairwise' && (
        <KnownAnswer place={place} disagreement={disagreement} />
      )}
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

/** Lets a designer say which answer is right: the task then checks labelers, and looks like all others to them. */
function KnownAnswer({ place, disagreement }: { place: Place; disagreement: Disagreement }) {
  const words = useQualityWords();
  const showError = useShowError();
  const queries = useQueryClient();
  const { taskId, candidates, isKnown } = disagreement;
  const { run, node } = place;
  const mark = useMutation(
    trpc.labeling.markGold.mutationOptions({
      onError: showError,
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.quality.figures.queryKey({ run, node }) }),
    }),
  );
  const saved = mark.isSuccess ? mark.variables.answer !== undefined : isKnown;
  return (
    <div className={classes.known}>
      <span className={classes.quiet}>{words(saved ? 'isKnown' : 'whichIsRight')}</span>
      {saved ? (
        <Button size="compact-xs" variant="subtle" onClick={() => mark.mutate({ run, node, taskId })}>
          {words('forget')}
        </Button>
      ) : (
        candidates.map(({ id }, candidate) => (
          <Button
            key={id}
            size="compact-xs"
            variant="default"
            aria-label={words('rightIs', { letter: letter(candidate) })}
            loading={mark.isPending}
            onClick={() =>
              mark.mutate({ run, node, taskId, answer: { outcome: 'answered', value: { chosen: id } } })
            }
          >
            {letter(candidate)}
          </Button>
        ))
      )}
    </div>
  );
}
