import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import { useText } from '../i18n/language.ts';
import classes from './Table.module.css';
import { inLayoutOrder, moveColumn, plainLayout, type TableLayout, toggleColumn } from './tableLayout.ts';
import { useTableWords } from './tableWords.ts';
import type { Column } from './view.ts';

interface ColumnsMenuProps {
  columns: readonly Column[];
  layout: TableLayout;
  onChange(layout: TableLayout): void;
}

/** Shows, hides and orders the columns; this browser keeps it for every table of the kind. */
export function ColumnsMenu({ columns, layout, onChange }: ColumnsMenuProps) {
  const words = useTableWords();
  const text = useText();
  const ordered = inLayoutOrder(columns, layout);
  return (
    <Popover width={300} shadow="md" withArrow trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={15} aria-hidden="true" />}>
          {words('columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words('columns')}>
        <ul className={classes.columnList}>
          {ordered.map((column, index) => {
            const title = column.title ? text(column.title) : column.name;
            return (
              <li key={column.name}>
                <Checkbox
                  size="sm"
                  label={title}
                  checked={!layout.hidden.includes(column.name)}
                  onChange={() => onChange(toggleColumn(layout, column.name))}
                />
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  disabled={index === 0}
                  aria-label={words('moveEarlier', { column: title })}
                  onClick={() => onChange(moveColumn(layout, columns, column.name, -1))}
                >
                  <IconChevronUp size={15} aria-hidden="true" />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  disabled={index === ordered.length - 1}
                  aria-label={words('moveLater', { column: title })}
                  onClick={() => onChange(moveColumn(layout, columns, column.name, 1))}
                >
                  <IconChevronDown size={15} aria-hidden="true" />
                </ActionIcon>
              </li>
            );
          })}
        </ul>
        <button type="button" className={classes.linkButton} onClick={() => onChange(plainLayout)}>
          {words('showAllColumns')}
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
