import { createContext, use, useEffect } from 'react';

/** Lets what is on a page say in its own words that the runner is out of reach. */
export const OfflineNote = createContext<(note: string | undefined) => void>(() => {});

/** Puts a sentence on what waits for the runner in the place of the page's notice; undefined leaves the usual one. */
export function useOfflineNote(note: string | undefined): void {
  const say = use(OfflineNote);
  useEffect(() => {
    say(note);
    return () => say(undefined);
  }, [note, say]);
}
