import { ActionIcon, Button } from '@mantine/core';
import { useClipboard, useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconCopy } from '@tabler/icons-react';
import { useContext } from 'react';
import { SideDrawer } from '../app/SideDrawer.tsx';
import { FlagButton } from '../flags/FlagButton.tsx';
import { flaggedOf } from '../flags/flagKey.ts';
import { FlagSourceContext } from '../flags/useFlags.ts';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { useMarks } from '../i18n/marks.ts';
import { Cell } from './Cell.tsx';
import classes from './Table.module.css';
import { useTableWords } from './tableWords.ts';
import type { Column, Row } from './view.ts';

interface RowDrawerProps {
  artifact: string;
  file?: string;
  index: number;
  total: number;
  columns: readonly Column[];
  /** Undefined while it is on its way. */
  row: Row | undefined;
  onMove(index: number): void;
  onClose(): void;
}

/** One row in full at the side of the page, with every column; the arrow keys go to the rows beside it. */
export default function RowDrawer(props: RowDrawerProps) {
  const { artifact, file, index, total, columns, row, onMove, onClose } = props;
  const words = useTableWords();
  const text = useText();
  const { aside } = useMarks();
  const { number } = useFormats();
  const source = useContext(FlagSourceContext);
  const flagged = row && flaggedOf(row);
  const go = (by: number) => {
    const next = index + by;
    if (next >= 0 && next < total) onMove(next);
  };
  return (
    <SideDrawer
      clear
      title={words('rowOf', { row: number(index + 1), total: number(total) })}
      width={640}
      onClose={onClose}
      tools={
        <>
          {source && flagged && <FlagButton flagged={flagged} source={{ ...source, artifact, file }} />}
          <ActionIcon
            variant="default"
            aria-label={words('previousRow')}
            title={aside(words('previousRow'), '←')}
            disabled={index === 0}
            onClick={() => go(-1)}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            aria-label={words('nextRow')}
            title={aside(words('nextRow'), '→')}
            disabled={index >= total - 1}
            onClick={() => go(1)}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </>
      }
    >
      <RowKeys go={go} />
      <dl className={classes.rowFields}>
        {columns.map((column) => (
          <div key={column.name}>
            <dt>
              {column.title ? text(column.title) : column.name}
              <CopyButton value={row?.[column.name]} />
            </dt>
            <dd dir="auto">
              {row ? <Cell artifact={artifact} column={column} value={row[column.name]} whole /> : '…'}
            </dd>
          </div>
        ))}
      </dl>
      {row && <CopyRow row={row} />}
    </SideDrawer>
  );
}

/** The arrow keys, as long as the drawer is there. */
function RowKeys({ go }: { go(by: number): void }) {
  useHotkeys([
    ['ArrowLeft', () => go(-1)],
    ['ArrowRight', () => go(1)],
  ]);
  return null;
}

function CopyButton({ value }: { value: unknown }) {
  const words = useTableWords();
  const clipboard = useClipboard();
  if (value === null || value === undefined || value === '') return null;
  const title = words(clipboard.error ? 'copyFailed' : clipboard.copied ? 'copied' : 'copy');
  return (
    <button
      type="button"
      className={classes.copy}
      title={title}
      aria-label={title}
      onClick={() => clipboard.copy(typeof value === 'string' ? value : JSON.stringify(value))}
    >
      <IconCopy size={14} aria-hidden="true" />
      {(clipboard.copied || clipboard.error) && <span role="status">{title}</span>}
    </button>
  );
}

function CopyRow({ row }: { row: Row }) {
  const words = useTableWords();
  const clipboard = useClipboard();
  const json = JSON.stringify(row, null, 2);
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconCopy size={14} aria-hidden="true" />}
      onClick={() => clipboard.copy(json)}
    >
      {words(clipboard.copied ? 'copied' : 'copyRow')}
    </Button>
  );
}
