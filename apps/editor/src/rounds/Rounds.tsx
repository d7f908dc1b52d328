import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { trpc } from '../api/client.ts';
import { useMay } from '../api/me.ts';
import { useFormats } from '../i18n/format.ts';
import classes from './Rounds.module.css';
import { useRoundWords } from './words.ts';

const AskForMore = lazy(() => import('./AskForMore.tsx'));

interface RoundsProps {
  run: string;
  node: string;
  /** The pipeline that may be run again, where it is known. */
  graph: string | undefined;
}

/** What was asked of a set of answers from when on, and the way to ask for more. */
export function Rounds({ run, node, graph }: RoundsProps) {
  const words = useRoundWords();
  const { time } = useFormats();
  const mayDesign = useMay('design');
  const [isAsking, setAsking] = useState(false);
  const { data } = useQuery(trpc.labeling.rounds.queryOptions({ run, node }));
  if (!data) return null;
  return (
    <section className={classes.block} aria-labelledby="label-rounds">
      <div className={classes.head}>
        <h2 id="label-rounds" className={classes.title}>
          {words('title')}
        </h2>
        {mayDesign && (
          <Button size="xs" variant="default" onClick={() => setAsking(true)}>
            {words('askForMore')}
          </Button>
        )}
      </div>
      <ol className={classes.rounds}>
        {data.rounds.map(({ n, openedAt, overlap, tasks, judgements }) => (
          <li key={n}>
            <strong>{words('round', { n })}</strong>
            <span>{time(openedAt)}</span>
            <span>{words('answersEach', { count: overlap })}</span>
            <span>{words('newTasks', { count: tasks })}</span>
            <span>{words('answersGiven', { count: judgements })}</span>
          </li>
        ))}
      </ol>
      {data.known > 0 && <p className={classes.known}>{words('known', { count: data.known })}</p>}
      {isAsking && (
        <Suspense>
          <AskForMore {...{ run, node, graph }} now={data} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </section>
  );
}
