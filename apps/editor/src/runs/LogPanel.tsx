import { CopyButton, Group, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, trpc } from '../api/client.ts';
import { Failure, Loading } from '../app/Messages.tsx';
import logClasses from './Log.module.css';
import { logText, mergeLogs } from './logs.ts';
import classes from './Runs.module.css';
import { useRunWords } from './text.ts';
import type { LogLine } from './view.ts';

interface LogPanelProps {
  run: string;
  node: string;
  /** Lines that came since the page was opened. */
  live: readonly LogLine[];
}

/** Lines that are read together, from the end. */
const PAGE_LINES = 500;

/** The log of a node, newest line last, growing as lines come. */
export function LogPanel({ run, node, live }: LogPanelProps) {
  const words = useRunWords();
  const [level, setLevel] = useState('all');
  const stored = useInfiniteQuery({
    queryKey: [...trpc.runs.logs.queryKey({ run, node }), 'pages'],
    queryFn: ({ pageParam: before }) => api.runs.logs.query({ run, node, before, limit: PAGE_LINES }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ lines, more }) => (more ? lines[0]?.id : undefined),
  });
  if (stored.isPending) return <Loading />;
  if (stored.error) return <Failure error={stored.error} onRetry={() => void stored.refetch()} />;
  const pages = [...stored.data.pages].reverse();
  const lines = mergeLogs(
    pages.flatMap((page) => page.lines),
    live,
  );
  if (lines.length === 0) return <p className={classes.quiet}>{words('noLog')}</p>;
  const shown = level === 'all' ? lines : lines.filter((line) => line.level !== 'info');
  return (
    <>
      <Group justify="space-between" mb="xs">
        <SegmentedControl
          size="xs"
          aria-label={words('logLevels')}
          value={level}
          onChange={setLevel}
          data={[
            { value: 'all', label: words('levelAll') },
            { value: 'problems', label: words('levelProblems') },
          ]}
        />
        <CopyButton value={logText(lines)}>
          {({ copied, copy }) => (
            <button type="button" className={classes.linkButton} onClick={copy}>
              {words(copied ? 'copied' : 'copyLog')}
            </button>
          )}
        </CopyButton>
      </Group>
      {stored.hasNextPage && (
        <button
          type="button"
          className={classes.linkButton}
          disabled={stored.isFetchingNextPage}
          onClick={() => void stored.fetchNextPage()}
        >
          {words('earlierLines')}
        </button>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <ol className={logClasses.log} aria-label={words('log')} tabIndex={0}>
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its end
          <LogRow key={index} line={line} />
        ))}
      </ol>
    </>
  );
}

function LogRow({ line: { at, level, text } }: { line: LogLine }) {
  const words = useRunWords();
  return (
    <li data-level={level}>
      <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleTimeString('sv-SE')}</time>
      {level !== 'info' && <strong>{words(level)}</strong>}
      <span>{text}</span>
    </li>
  );
}
