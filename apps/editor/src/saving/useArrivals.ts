import type { Graph } from '@heed/schema';
import { useEffect, useRef } from 'react';
import { api } from '../api/client.ts';

let channel: BroadcastChannel | undefined;

/** Between the tabs of this browser: the id of each pipeline that one of them saved. */
function savedChannel(): BroadcastChannel {
  channel ??= new BroadcastChannel('heed.saved');
  return channel;
}

export function tellOtherTabs(id: string): void {
  savedChannel().postMessage(id);
}

/** Looks for a newer version when another tab has saved, and when somebody comes back to this one. */
export function useArrivals(id: string, onNewest: (saved: { revision: number; graph: Graph }) => void): void {
  const heard = useRef(onNewest);
  heard.current = onNewest;
  useEffect(() => {
    let isGone = false;
    const look = () =>
      void api.graphs.get.query({ id }).then(
        (saved) => !isGone && heard.current(saved),
        () => {},
      );
    const onMessage = ({ data }: MessageEvent) => data === id && look();
    const onShow = () => document.visibilityState === 'visible' && look();
    savedChannel().addEventListener('message', onMessage);
    document.addEventListener('visibilitychange', onShow);
    window.addEventListener('focus', look);
    return () => {
      isGone = true;
      savedChannel().removeEventListener('message', onMessage);
      document.removeEventListener('visibilitychange', onShow);
      window.removeEventListener('focus', look);
    };
  }, [id]);
}
