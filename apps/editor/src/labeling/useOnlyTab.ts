import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * Lets one tab of this browser work at a place: the one that was opened or taken up last. Answers and drafts lie in the
 * browser's storage, where two tabs would write over each other; all others are told at once and rest.
 */
export function useOnlyTab(place: string): { isHere: boolean; takeUp(): void } {
  const [isHere, setHere] = useState(true);
  const channel = useRef<BroadcastChannel>(undefined);
  useEffect(() => {
    const own = new BroadcastChannel(place);
    own.onmessage = () => setHere(false);
    own.postMessage('here');
    channel.current = own;
    return () => own.close();
  }, [place]);
  const takeUp = useCallback(() => {
    channel.current?.postMessage('here');
    setHere(true);
  }, []);
  return { isHere, takeUp };
}
