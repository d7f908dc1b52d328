import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useFormats } from '../i18n/format.ts';
import { isLong, isNumeric } from './cells.ts';
import classes from './Outputs.module.css';
import tableClasses from './Table.module.css';
import { useOutputWords } from './text.ts';
import type { Column, Row } from './view.ts';

interface TableRowProps {
  ref: Ref<HTMLDivElement>;
  index: number;
  /** Pixels from the top of the table. */
  start: number;
  columns: readonly Column[];
  /** Undefined while it is on its way. */
  row: Row | undefined;
  opened: boolean;
  onToggle(): void;
}

/** One row; long texts take three lines until the row is opened. */
export function TableRow({ ref, index, start, columns, row, opened, onToggle }: TableRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows placed by a virtualizer cannot be those of a table element
    // biome-ignore lint/a11y/useFocusableInteractive: only the button inside takes the focus
    <div
      ref={ref}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      className={tableClasses.gridRow}
      style={{ transform: `translateY(${start}px)` }}
    >
      <RowNumber index={index} long={row !== undefined && isLong(row)} opened={opened} onToggle={onToggle} />
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: see above
        <div role="cell" key={column.name} data-numeric={isNumeric(column) || undefined}>
          <div className={tableClasses.cell} data-opened={opened || undefined} dir="auto">
            {row ? <Cell value={row[column.name]} /> : <span className={tableClasses.pending}>…</span>}
          </div>
        </div>
      ))}
    </div>
  );
}

function Cell({ value }: { value: unknown }) {
  const words = useOutputWords();
  const { number } = useFormats();
  if (value === null || value === undefined) return <span className={classes.quiet}>–</span>;
  if (typeof value === 'number') return <>{number(value)}</>;
  if (typeof value === 'boolean') return <>{words(value ? 'yes' : 'no')}</>;
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}

interface RowNumberProps {
  index: number;
  long: boolean;
  opened: boolean;
  onToggle(): void;
}

function RowNumber({ index, long, opened, onToggle }: RowNumberProps) {
  const words = useOutputWords();
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table is a grid of positioned rows
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div role="rowheader" className={tableClasses.rowNumber}>
      {long ? (
        <button
          type="button"
          className={tableClasses.rowButton}
          aria-expanded={opened}
          aria-label={words(opened ? 'collapseRow' : 'expandRow', { row: index + 1 })}
          onClick={onToggle}
        >
          {index + 1}
          <Chevron size={12} aria-hidden="true" />
        </button>
      ) : (
        index + 1
      )}
    </div>
  );
}
