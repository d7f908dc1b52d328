import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { ScrollRegion } from '../app/ScrollRegion.tsx';
import { useFormats } from '../i18n/format.ts';
import { useNumbers } from './numbers.ts';
import classes from './Quality.module.css';
import { RangeBar } from './RangeBar.tsx';
import { type Column, numberOf, type Sorting, shownColumns, sortLabelers } from './sortLabelers.ts';
import type { LabelerView, Range } from './view.ts';
import { useQualityWords } from './words.ts';

/** Skill 1 is usual; the line of a skill ends here. */
const MOST_SKILL = 3;
/** Labelers shown before one asks for all. */
const FIRST_SHOWN = 20;
/** Marks on the line of a column. */
const middles: Partial<Record<Column, number>> = { position: 0.5, first: 0.5, skill: 1 };

/** Every labeler with all that is known of their work; a click on a column's name sorts by it. */
export function Labelers({ labelers }: { labelers: readonly LabelerView[] }) {
  const words = useQualityWords();
  const [sorting, setSorting] = useState<Sorting>({ by: 'judgements', descending: true });
  const [isWhole, setWhole] = useState(false);
  const columns = shownColumns(labelers);
  const shown = sortLabelers(labelers, sorting).slice(0, isWhole ? undefined : FIRST_SHOWN);
  const sortBy = (by: Sorting['by']) =>
    setSorting((now) => ({ by, descending: now.by === by ? !now.descending : by !== 'labeler' }));
  return (
    <div className={classes.block}>
      <h2 className={classes.blockTitle}>{words('labelersTitle')}</h2>
      <ScrollRegion className={classes.scroll} title={words('labelersTitle')}>
        <table className={classes.table}>
          <thead>
            <tr>
              <Heading name="labeler" sorting={sorting} onSort={sortBy} />
              {columns.map((column) => (
                <Heading key={column} name={column} sorting={sorting} onSort={sortBy} />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((labeler) => (
              <tr key={labeler.labeler}>
                <th scope="row">
                  <span className={classes.name} title={labeler.labeler} dir="auto" translate="no">
                    {labeler.labeler}
                  </span>
                  {labeler.kind === 'judge' && <span className={classes.kind}>{words('judge')}</span>}
                </th>
                {columns.map((column) => (
                  <td key={column}>
                    <Cell labeler={labeler} column={column} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {labelers.length > FIRST_SHOWN && (
        <Button variant="default" size="xs" mt="xs" onClick={() => setWhole(!isWhole)}>
          {isWhole ? words('showFewLabelers') : words('showAllLabelers', { count: labelers.length })}
        </Button>
      )}
    </div>
  );
}

interface HeadingProps {
  name: Sorting['by'];
  sorting: Sorting;
  onSort(by: Sorting['by']): void;
}

function Heading({ name, sorting: { by, descending }, onSort }: HeadingProps) {
  const words = useQualityWords();
  const isSorted = by === name;
  const direction = descending ? 'descending' : 'ascending';
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" aria-sort={isSorted ? direction : 'none'} title={words(`help_${name}`)}>
      <button type="button" className={classes.sort} onClick={() => onSort(name)}>
        {words(`column_${name}`)}
        <Arrow size={13} aria-hidden="true" style={{ opacity: isSorted ? 1 : 0 }} />
      </button>
    </th>
  );
}

function Cell({ labeler, column }: { labeler: LabelerView; column: Column }) {
  const words = useQualityWords();
  const { number } = useFormats();
  const { plain, percent, seconds } = useNumbers();
  const value = numberOf(labeler, column);
  const range = rangeOf(labeler, column);
  if (value === null) return <span className={classes.quiet}>–</span>;
  if (column === 'judgements') return number(value);
  if (column === 'medianMs') return seconds(value);
  const write = column === 'skill' ? plain : percent;
  const middle = middles[column];
  return (
    <span
      className={classes.cell}
      title={range && words('interval', { low: write(range.low), high: write(range.high) })}
    >
      {write(value)}
      {range && (
        <RangeBar
          range={range}
          from={0}
          to={column === 'skill' ? MOST_SKILL : 1}
          marks={middle === undefined ? [] : [middle]}
        />
      )}
    </span>
  );
}

function rangeOf(labeler: LabelerView, column: Column): Range | undefined {
  const found = labeler[column];
  return typeof found === 'object' && found !== null ? found : undefined;
}
