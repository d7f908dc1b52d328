import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { trpc } from '../api/client.ts';
import { useFormats } from '../i18n/format.ts';
import { AskForMoreButton } from './AskForMoreButton.tsx';
import classes from './Rounds.module.css';
import { useRoundWords } from './words.ts';

interface RoundsProps {
  run: string;
  node: string;
  /** The pipeline that may be run again, where it is known. */
  graph: string | undefined;
}

/** What was asked of a set of answers from when on, and the way to ask for more, which `?more` opens at once. */
export function Rounds({ run, node, graph }: RoundsProps) {
  const words = useRoundWords();
  const { time } = useFormats();
  const [search] = useSearchParams();
  const { data } = useQuery(trpc.labeling.rounds.queryOptions({ run, node }));
  if (!data) return null;
  return (
    <section className={classes.block} aria-labelledby="label-rounds">
      <div className={classes.head}>
        <h2 id="label-rounds" className={classes.title}>
          {words('title')}
        </h2>
        <AskForMoreButton {...{ run, node, graph }} open={search.has('more')} />
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
    </section>
  );
}
