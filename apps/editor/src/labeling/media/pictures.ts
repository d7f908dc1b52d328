import { useSyncExternalStore } from 'react';
import type { MediaDeck } from './deck.ts';
import { Observable } from './observable.ts';
import { fitting, type View } from './zoom.ts';

export interface PicturesState extends View {
  /** Screen pixels that one pixel of the first picture takes where it fits; 0 until it is measured. */
  fit: number;
}

const views = new WeakMap<MediaDeck, Observable<PicturesState>>();

/** What all pictures of a deck show: one view for all. */
export function viewOf(deck: MediaDeck): Observable<PicturesState> {
  const known = views.get(deck);
  if (known) return known;
  const made = new Observable<PicturesState>({ ...fitting, fit: 0 });
  views.set(deck, made);
  return made;
}

export function useView(deck: MediaDeck): PicturesState {
  const view = viewOf(deck);
  return useSyncExternalStore(view.subscribe, view.snapshot);
}
