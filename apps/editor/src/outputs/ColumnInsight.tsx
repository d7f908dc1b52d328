import { ActionIcon, Popover } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import { useFormats } from '../i18n/format.ts';
import { isNumeric } from './cells.ts';
import { HistogramBrush } from './HistogramBrush.tsx';
import classes from './Table.module.css';
import { type Condition, rangeConditions } from './tableFilters.ts';
import { useTableWords } from './tableWords.ts';
import { useOutputWords } from './text.ts';
import type { TableQuery } from './useRowPages.ts';
import type { Column } from './view.ts';

/** Values that are listed of a column. */
const MOST_VALUES = 12;
const BINS = 24;

interface ColumnInsightProps {
  column: Column;
  title: string;
  /** The rows that are looked at: those of the filters and the search in force. */
  query: TableQuery;
  onFilter(conditions: Condition[]): void;
}

/** What a column holds: how its numbers lie, or its most frequent values; each is a way to filter. */
export function ColumnInsight(props: ColumnInsightProps) {
  const words = useTableWords();
  const [opened, setOpened] = useState(false);
  const name = words('insight', { column: props.title });
  const done = (conditions: Condition[]) => {
    props.onFilter(conditions);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} width={300} shadow="md" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={name}
          title={name}
          aria-haspopup="dialog"
          onClick={() => setOpened(!opened)}
        >
          <IconChartBar size={15} aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={name}>
        {opened &&
          (isNumeric(props.column) ? (
            <NumberInsight {...props} onFilter={done} />
          ) : (
            <ValueInsight {...props} onFilter={done} />
          ))}
      </Popover.Dropdown>
    </Popover>
  );
}

function selectionOf({ artifact, file, search, filters }: TableQuery) {
  return { id: artifact, file, search, filters };
}

function NumberInsight({ column: { name }, query, onFilter }: ColumnInsightProps) {
  const words = useTableWords();
  const { number } = useFormats();
  const found = useQuery(
    trpc.artifacts.histogram.queryOptions({ ...selectionOf(query), column: name, bins: BINS }),
  );
  if (found.isLoadingError) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { edges, counts, empty, ...figures } = found.data;
  if (counts.length === 0) return <p className={classes.quiet}>{words('noNumbers')}</p>;
  return (
    <>
      <HistogramBrush
        edges={edges}
        counts={counts}
        onChoose={(first, last) => {
          const [low, high] = [edges[first] as number, edges[last + 1] as number];
          onFilter(rangeConditions(name, low, high, last === counts.length - 1));
        }}
      />
      <dl className={classes.figures}>
        {(['lowest', 'median', 'mean', 'highest'] as const).map((figure) => (
          <div key={figure}>
            <dt>{words(figure)}</dt>
            <dd>{figures[figure] === null ? '–' : number(figures[figure])}</dd>
          </div>
        ))}
        {empty > 0 && (
          <div>
            <dt>{words('gaps')}</dt>
            <dd>{number(empty)}</dd>
          </div>
        )}
      </dl>
      <p className={classes.quiet}>{words('brushHint')}</p>
    </>
  );
}

function ValueInsight({ column: { name }, query, onFilter }: ColumnInsightProps) {
  const words = useTableWords();
  const outputs = useOutputWords();
  const { number } = useFormats();
  const found = useQuery(
    trpc.artifacts.values.queryOptions({ ...selectionOf(query), column: name, limit: MOST_VALUES }),
  );
  if (found.isLoadingError) return <Failure error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Loading />;
  const { values, total } = found.data;
  const most = Math.max(1, ...values.map(({ count }) => count));
  if (most === 1 && total > values.length)
    return <p className={classes.quiet}>{words('allDifferent', { total: number(total) })}</p>;
  const shown = (value: (typeof values)[number]['value']) => {
    if (value === null || value === '') return words('emptyValue');
    return typeof value === 'boolean' ? outputs(value ? 'yes' : 'no') : String(value);
  };
  return (
    <>
      <p className={classes.quiet}>{words('different', { total: number(total) })}</p>
      <ul className={classes.values} aria-label={words('commonValues')}>
        {values.map(({ value, count }) => (
          <li key={String(value)}>
            <button
              type="button"
              onClick={() =>
                onFilter([
                  value === null || value === ''
                    ? { column: name, test: 'empty' }
                    : { column: name, test: 'equals', value },
                ])
              }
            >
              <span className={classes.valueText}>{shown(value)}</span>
              <span className={classes.valueCount}>{number(count)}</span>
              <span className={classes.valueBar} style={{ width: `${(100 * count) / most}%` }} />
            </button>
          </li>
        ))}
      </ul>
      <p className={classes.quiet}>{words('onlyThis')}</p>
    </>
  );
}
