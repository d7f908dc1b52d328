import { isPlayable, missingPlay } from '@heed/labeling/contract/played.ts';
import type { Localized, ShownTask } from '@heed/schema';
import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import { type Stretches, shareOf, withStretch } from './coverage.ts';
import type { MediaCommand } from './keys.ts';
import type { MediaCandidate, MediaKind } from './media.ts';
import { Observable } from './observable.ts';

export interface DeckState {
  /** What was heard or seen of each. */
  played: Readonly<Record<string, Stretches>>;
  /** The sound that is heard; of pictures, the one shown in the place of all. */
  active: string | undefined;
}

/** Keeps what was played of a task, for when the page is opened again. */
export interface PlayedStore {
  load(): DeckState['played'];
  save(played: DeckState['played']): void;
}

const SAVE_EVERY_MS = 500;
/** Shares go out in thousandths. */
const SHARE_STEPS = 1000;

const forgetful: PlayedStore = { load: () => ({}), save: () => {} };

/** The pictures, sounds or videos of one task, and what the page and its keys know of them. */
export class MediaDeck extends Observable<DeckState> {
  readonly kind: MediaKind;
  readonly candidates: readonly MediaCandidate[];
  /** Does an answer count only when all was played? */
  readonly mustPlay: boolean;
  /** Does what a key of the media asks; set by the controls when they are there. */
  press: (command: MediaCommand) => void = () => {};
  readonly #store: PlayedStore;
  #savedAt = Number.NEGATIVE_INFINITY;

  constructor(candidates: readonly MediaCandidate[], mustPlay: boolean, store: PlayedStore) {
    super({ played: store.load(), active: undefined });
    this.candidates = candidates;
    this.kind = (candidates[0]?.media.type.split('/')[0] ?? 'image') as MediaKind;
    this.mustPlay = mustPlay && this.kind !== 'image';
    this.#store = store;
  }

  /** Somebody heard or saw this. */
  note(slot: string, from: number, until: number): void {
    const before = this.state.played[slot] ?? [];
    const wasMissing = this.missing() !== undefined;
    this.set({ played: { ...this.state.played, [slot]: withStretch(before, from, until) } });
    const isDone = wasMissing && !this.missing();
    if (isDone || performance.now() - this.#savedAt > SAVE_EVERY_MS) this.save();
  }

  /** Keeps what was played, for when the page is opened again. */
  save(): void {
    if (!this.mustPlay) return;
    this.#savedAt = performance.now();
    this.#store.save(this.state.played);
  }

  /** Share of a candidate that was played. */
  share({ slot, media }: MediaCandidate): number {
    return shareOf(this.state.played[slot] ?? [], media.seconds ?? 0);
  }

  /** One sentence on what has to be played before an answer counts. */
  missing(): Localized | undefined {
    if (!this.mustPlay) return undefined;
    return missingPlay(this.candidates.map((one) => ({ media: one.media, share: this.share(one) })));
  }

  /** Share of each sound or video that was played, by slot, as it goes with the answer; undefined of pictures. */
  played(): Record<string, number> | undefined {
    const playable = this.candidates.filter(({ media }) => isPlayable(media));
    if (playable.length === 0) return undefined;
    return Object.fromEntries(
      playable.map((one) => [one.slot, Math.round(SHARE_STEPS * this.share(one)) / SHARE_STEPS]),
    );
  }
}

/** The deck of a task that shows media; undefined for one of texts. */
export function useDeck(
  task: ShownTask | undefined,
  mustPlay: boolean,
  store: (taskId: string) => PlayedStore = () => forgetful,
): MediaDeck | undefined {
  // a task that is fetched anew is the same task
  const key = task && JSON.stringify([task.taskId, task.candidates.map(({ media }) => media)]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the task, and a store for its place
  return useMemo(() => {
    const shown = task?.candidates.flatMap(({ slot, media }, place) =>
      media ? [{ slot, media, number: place + 1 }] : [],
    );
    return task && shown?.length ? new MediaDeck(shown, mustPlay, store(task.taskId)) : undefined;
  }, [key, mustPlay]);
}

export const DeckContext = createContext<MediaDeck | undefined>(undefined);

/** The deck of the task around. Throws where there is none. */
export function useDeckHere(): MediaDeck {
  const deck = useContext(DeckContext);
  if (!deck) throw new Error('There are no media around.');
  return deck;
}

/** What is known of the deck, followed. */
export function useDeckState(deck: MediaDeck): DeckState {
  return useSyncExternalStore(deck.subscribe, deck.snapshot);
}

const neverChanges = () => () => {};

/** What has still to be played of a deck, followed. */
export function useMissing(deck: MediaDeck | undefined): Localized | undefined {
  useSyncExternalStore(deck?.subscribe ?? neverChanges, () => deck?.missing()?.en);
  return deck?.missing();
}

/** Lets the browser fetch the media of a task that comes next. */
export function usePrefetch(task: ShownTask | undefined, isReady: boolean): void {
  const urls = task?.candidates.flatMap(({ media }) => media?.url ?? []).join(' ') ?? '';
  useEffect(() => {
    if (!isReady || urls === '') return;
    const stop = new AbortController();
    for (const url of urls.split(' '))
      void fetch(url, { signal: stop.signal, priority: 'low' })
        .then((answer) => answer.blob())
        .catch(() => {});
    return () => stop.abort();
  }, [urls, isReady]);
}
