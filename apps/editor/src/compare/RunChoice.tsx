import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { trpc } from '../api/client.ts';
import { useCommonWords } from '../i18n/common.ts';
import { useFormats } from '../i18n/format.ts';
import { StateMark } from '../runs/StateMark.tsx';
import classes from './Compare.module.css';
import { sideColor } from './sides.ts';
import { useCompareWords } from './words.ts';

interface RunChoiceProps {
  side: 'first' | 'second';
  run: string;
  /** The run of the other side; runs of the same pipeline come first. */
  other: string;
  onChange(run: string): void;
}

/** Chooses one of the two runs, and says of the chosen one how it stands. */
export function RunChoice({ side, run, other, onChange }: RunChoiceProps) {
  const words = useCompareWords();
  const common = useCommonWords();
  const { time } = useFormats();
  const list = useQuery(trpc.runs.list.queryOptions({}));
  const runs = list.data ?? [];
  const chosen = runs.find(({ id }) => id === run);
  const pipeline = runs.find(({ id }) => id === other)?.graphId;
  const groups = Map.groupBy(
    runs.filter(({ id }) => id !== other || id === run),
    ({ graphId }) => graphId,
  );
  const data = [...groups]
    .toSorted(([a], [b]) => Number(b === pipeline) - Number(a === pipeline))
    .map(([graph, same]) => ({
      group: same[0]?.graphName ?? graph,
      items: same.map(({ id, createdAt, state }) => ({
        value: id,
        label: `${time(createdAt)} · ${common(`run-${state}`)} · ${id.slice(0, 6)}`,
      })),
    }));
  const title = words(side === 'first' ? 'firstRun' : 'secondRun');
  return (
    <section
      className={classes.choice}
      aria-label={title}
      style={{ borderTopColor: `var(${sideColor(side)})` }}
    >
      <Select
        label={title}
        placeholder={words('chooseRun')}
        nothingFoundMessage={words('noRuns')}
        data={data}
        value={run || null}
        onChange={(value) => value && onChange(value)}
        maxDropdownHeight={360}
        searchable
      />
      {chosen && (
        <p className={classes.chosen}>
          <Link href={`/runs/${run}`}>{chosen.graphName}</Link>
          <StateMark of="run" state={chosen.state} />
        </p>
      )}
    </section>
  );
}
