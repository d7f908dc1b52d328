import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type UIEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/language.ts';
import type { LogLine } from '../view.ts';
import classes from './Log.module.css';
import { marked, type ReadLog } from './logs.ts';
import { useLogWords } from './words.ts';

interface LogLinesProps {
  log: ReadLog;
  search: string;
  /** What a node is called, where each line says whose it is. */
  nameOf?: ((node: string) => string) | undefined;
  onOlder(): void;
}

/** A guess until a line is measured. */
const LINE_HEIGHT = 20;
/** Nearer to an end than this counts as being there, in pixels. */
const NEAR = 40;

/** The lines that fit, of as many as there are. It stays at the end while lines come, unless somebody scrolled up. */
export function LogLines({ log, search, nameOf, onOlder }: LogLinesProps) {
  const words = useLogWords();
  const place = useRef<HTMLElement>(null);
  const [follows, setFollows] = useState(true);
  const { lines } = log;
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => LINE_HEIGHT,
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 12,
  });
  useKeepPlace(log, virtualizer.scrollToIndex, follows);
  const onScroll = ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }: UIEvent) => {
    setFollows(scrollHeight - scrollTop - clientHeight < NEAR);
    if (scrollTop < NEAR && log.hasOlder) onOlder();
  };
  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section ref={place} className={classes.log} aria-label={words('log')} tabIndex={0} onScroll={onScroll}>
        <ol style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-level={lines[index]?.level}
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              {lines[index] && <LogRow line={lines[index]} search={search} nameOf={nameOf} />}
            </li>
          ))}
        </ol>
      </section>
      {!follows && (
        <Button
          className={classes.toEnd}
          size="compact-xs"
          variant="default"
          leftSection={<IconArrowDown size={14} aria-hidden="true" />}
          onClick={() => {
            setFollows(true);
            virtualizer.scrollToIndex(lines.length - 1, { align: 'end' });
          }}
        >
          {words('toEnd')}
        </Button>
      )}
    </div>
  );
}

type ScrollToIndex = (index: number, options: { align: 'start' | 'end' }) => void;

/** Follows the end, and keeps the line that was on top where older lines came before it. */
function useKeepPlace({ lines }: ReadLog, scrollToIndex: ScrollToIndex, follows: boolean): void {
  const firstId = useRef(lines[0]?.id);
  useLayoutEffect(() => {
    const came = lines.findIndex(({ id }) => id === firstId.current);
    firstId.current = lines[0]?.id;
    if (came > 0 && !follows) scrollToIndex(came, { align: 'start' });
  }, [lines, follows, scrollToIndex]);
  const count = lines.length;
  useEffect(() => {
    if (follows && count > 0) scrollToIndex(count - 1, { align: 'end' });
  }, [count, follows, scrollToIndex]);
}

type LogRowProps = Pick<LogLinesProps, 'search' | 'nameOf'> & { line: LogLine };

function LogRow({ line, search, nameOf }: LogRowProps) {
  const words = useLogWords();
  const text = useText();
  const { at, node, level } = line;
  return (
    <>
      <time dateTime={new Date(at).toISOString()}>{new Date(at).toLocaleTimeString('sv-SE')}</time>
      {nameOf && <b title={nameOf(node)}>{nameOf(node)}</b>}
      {level !== 'info' && <strong>{words(level)}</strong>}
      <span>
        {marked(text(line.text), search).map((part, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line only change together
          part.hit ? <mark key={index}>{part.text}</mark> : part.text,
        )}
      </span>
    </>
  );
}
