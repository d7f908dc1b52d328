import { Button } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { connection } from '../api/client.ts';
import { useCommonWords } from '../i18n/common.ts';
import classes from './Page.module.css';

/** How long the good news stays. */
const RETURNED_MILLISECONDS = 4000;

/**
 * Says that the runner is out of reach, in the page's own words where it has a `note`, and for a moment that it is there
 * again.
 */
export function ConnectionBar({ note }: { note: string | undefined }) {
  const words = useCommonWords();
  const isUp = useSyncExternalStore(connection.subscribe, () => connection.isUp);
  const hasReturned = useHasReturned(isUp);
  useEffect(() => {
    const ask = () => void connection.askNow();
    window.addEventListener('online', ask);
    return () => window.removeEventListener('online', ask);
  }, []);
  const isAway = !isUp || note !== undefined;
  return (
    <div role="status">
      {(isAway || hasReturned) && (
        <div className={classes.connection} data-up={!isAway || undefined}>
          <span>{isAway ? (note ?? words('offline')) : words('online')}</span>
          {isAway && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void connection.askNow()}
              style={{ flex: 'none' }}
            >
              {words('askNow')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** True for a moment after the runner came back. */
function useHasReturned(isUp: boolean): boolean {
  const wasUp = useRef(isUp);
  const [hasReturned, setReturned] = useState(false);
  useEffect(() => {
    if (isUp === wasUp.current) return;
    wasUp.current = isUp;
    setReturned(isUp);
    const timer = setTimeout(() => setReturned(false), RETURNED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isUp]);
  return hasReturned;
}
