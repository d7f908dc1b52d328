import { Button, NativeSelect, Popover, SegmentedControl, TextInput } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/language.ts';
import { isNumeric } from './cells.ts';
import classes from './Table.module.css';
import {
  type Condition,
  conditionOf,
  type Filters,
  type FilterTest,
  needsValue,
  noFilters,
  testsFor,
  withCondition,
} from './tableFilters.ts';
import { useTableWords } from './tableWords.ts';
import { useOutputWords } from './text.ts';
import type { Column } from './view.ts';

interface FilterProps {
  columns: readonly Column[];
  filters: Filters;
  onChange(filters: Filters): void;
}

/** A button that opens a form for one more condition. */
export function FilterButton(props: FilterProps) {
  const words = useTableWords();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} width={300} shadow="md" withArrow trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconFilter size={15} aria-hidden="true" />}
          aria-haspopup="dialog"
          onClick={() => setOpened(!opened)}
        >
          {words('filter')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words('filter')}>
        {opened && <ConditionForm {...props} onDone={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function ConditionForm({ columns, filters, onChange, onDone }: FilterProps & { onDone(): void }) {
  const words = useTableWords();
  const outputs = useOutputWords();
  const text = useText();
  const [name, setName] = useState(columns[0]?.name ?? '');
  const column = columns.find((one) => one.name === name) ?? columns[0];
  const [test, setTest] = useState<FilterTest>('contains');
  const [value, setValue] = useState('');
  if (!column) return null;
  const tests = testsFor(column);
  const asked = tests.includes(test) ? test : (tests[0] as FilterTest);
  const written = column.type === 'boolean' && value === '' ? 'true' : value;
  const condition = conditionOf(column, asked, written);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!condition) return;
    onChange(withCondition(filters, condition));
    onDone();
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <NativeSelect
        size="xs"
        label={words('column')}
        value={column.name}
        onChange={(event) => setName(event.currentTarget.value)}
        data={columns.map((one) => ({ value: one.name, label: one.title ? text(one.title) : one.name }))}
      />
      <NativeSelect
        size="xs"
        label={words('test')}
        value={asked}
        onChange={(event) => setTest(event.currentTarget.value as FilterTest)}
        data={tests.map((one) => ({ value: one, label: words(one) }))}
      />
      {needsValue(asked) &&
        (column.type === 'boolean' ? (
          <NativeSelect
            size="xs"
            label={words('value')}
            value={written}
            onChange={(event) => setValue(event.currentTarget.value)}
            data={[
              { value: 'true', label: outputs('yes') },
              { value: 'false', label: outputs('no') },
            ]}
          />
        ) : (
          <TextInput
            size="xs"
            label={words('value')}
            inputMode={isNumeric(column) ? 'decimal' : 'text'}
            maxLength={1000}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        ))}
      <Button type="submit" size="xs" disabled={!condition}>
        {words('addFilter')}
      </Button>
    </form>
  );
}

/** The conditions in force, each with a button that takes it away. */
export function FilterChips({ columns, filters, onChange }: FilterProps) {
  const words = useTableWords();
  const label = useId();
  const name = useConditionName(columns);
  const { conditions, match } = filters;
  if (conditions.length === 0) return null;
  return (
    <div className={classes.chips}>
      {conditions.length > 1 && (
        <>
          <span id={label} className={classes.quiet}>
            {words('match')}
          </span>
          <SegmentedControl
            size="xs"
            aria-labelledby={label}
            value={match}
            onChange={(value) => onChange({ ...filters, match: value as Filters['match'] })}
            data={[
              { value: 'all', label: words('matchAll') },
              { value: 'any', label: words('matchAny') },
            ]}
          />
        </>
      )}
      <ul aria-label={words('filters')}>
        {conditions.map((condition) => (
          <li key={JSON.stringify(condition)}>
            {name(condition)}
            <button
              type="button"
              className={classes.chipButton}
              aria-label={words('removeFilter', { filter: name(condition) })}
              onClick={() =>
                onChange({ ...filters, conditions: conditions.filter((one) => one !== condition) })
              }
            >
              <IconX size={13} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className={classes.linkButton} onClick={() => onChange(noFilters)}>
        {words('clearFilters')}
      </button>
    </div>
  );
}

function useConditionName(columns: readonly Column[]): (condition: Condition) => string {
  const words = useTableWords();
  const outputs = useOutputWords();
  const text = useText();
  const { number } = useFormats();
  return ({ column, test, value }) => {
    const title = columns.find(({ name }) => name === column)?.title;
    const shown =
      typeof value === 'boolean'
        ? outputs(value ? 'yes' : 'no')
        : typeof value === 'number'
          ? number(value)
          : value;
    return [title ? text(title) : column, words(test), shown].filter((part) => part !== undefined).join(' ');
  };
}
