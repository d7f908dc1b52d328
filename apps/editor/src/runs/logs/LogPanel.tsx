import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { Failure, Loading } from '../../app/Messages.tsx';
import { useLanguage } from '../../i18n/language.ts';
import runClasses from '../Runs.module.css';
import classes from './Log.module.css';
import { LogActions } from './LogActions.tsx';
import { LogLines } from './LogLines.tsx';
import { type LogQuery, useLog } from './useLog.ts';
import { useLogWords } from './words.ts';

interface LogPanelProps {
  run: string;
  /** Only the lines of this node; without it those of the whole run. */
  node?: string;
  /** Attempts of the node so far. */
  attempts?: number;
  /** What a node is called, where each line says whose it is. */
  nameOf?: (node: string) => string;
  /** Changes whenever there may be new lines. */
  news: unknown;
}

const levels = { all: undefined, problems: ['warn', 'error'], errors: ['error'] } as const;
type Level = keyof typeof levels;

/** How long nobody must type before the log is searched. */
const SEARCH_DELAY = 250;

/** A log, newest line last, growing as lines come: by level, by attempt, with a search over all of it. */
export function LogPanel({ run, node, attempts = 1, nameOf, news }: LogPanelProps) {
  const words = useLogWords();
  const [language] = useLanguage();
  const [level, setLevel] = useState<Level>('all');
  const [attempt, setAttempt] = useState('');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, SEARCH_DELAY);
  const query: LogQuery = {
    ...{ run, node, search: search || undefined, language: search ? language : undefined },
    levels: levels[level] && [...levels[level]],
    attempt: attempt ? Number(attempt) : undefined,
  };
  const view = useLog(query, news);
  const isFiltered = level !== 'all' || attempt !== '' || search !== '';
  const isEmpty = view.log?.lines.length === 0;
  if (isEmpty && !isFiltered && typed === '')
    return <p className={runClasses.quiet}>{words(node === undefined ? 'noRunLog' : 'noLog')}</p>;
  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={words('levels')}
          value={level}
          onChange={(value) => setLevel(value as Level)}
          data={[
            { value: 'all', label: words('levelAll') },
            { value: 'problems', label: words('levelProblems') },
            { value: 'errors', label: words('levelErrors') },
          ]}
        />
        {attempts > 1 && <AttemptChoice attempts={attempts} value={attempt} onChange={setAttempt} />}
        <TextInput
          className={classes.search}
          size="xs"
          type="search"
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          placeholder={words('search')}
          aria-label={words('search')}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {view.log && <LogActions query={query} log={view.log} nameOf={nameOf} />}
      </div>
      {view.error !== undefined && <Failure inset error={view.error} onRetry={view.retry} />}
      {!view.log && view.error === undefined && <Loading />}
      {isEmpty && <p className={runClasses.quiet}>{words('noMatch')}</p>}
      {view.log && !isEmpty && (
        <LogLines
          key={JSON.stringify(query)}
          log={view.log}
          search={search}
          nameOf={nameOf}
          onOlder={view.readOlder}
        />
      )}
    </>
  );
}

interface AttemptChoiceProps {
  attempts: number;
  value: string;
  onChange(attempt: string): void;
}

function AttemptChoice({ attempts, value, onChange }: AttemptChoiceProps) {
  const words = useLogWords();
  const numbers = Array.from({ length: attempts }, (_, index) => index + 1);
  return (
    <NativeSelect
      size="xs"
      aria-label={words('attempts')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[
        { value: '', label: words('allAttempts') },
        ...numbers.map((attempt) => ({ value: String(attempt), label: words('attempt', { attempt }) })),
      ]}
    />
  );
}
