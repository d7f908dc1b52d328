import { isSaidUnplayed } from '@heed/labeling/contract/played.ts';
import type { Localized, ShownTask } from '@heed/schema';
import type { Draft, FormKey } from '../forms/draft.ts';
import type { Settings } from '../forms/form.ts';
import { type LabelingPlace, storageKey } from '../place.ts';
import { type MediaDeck, useDeck, useMissing, usePrefetch } from './deck.ts';
import { type MediaKey, mediaKeys } from './keys.ts';
import { playedIn } from './played.ts';

interface TaskMedia {
  deck: MediaDeck | undefined;
  keys: MediaKey[];
  /** What has to be played before this can be said; that a task cannot be judged may always be said. */
  missingFor(draft: Draft): Localized | undefined;
}

/** The media of the task on screen, and those of the next one fetched in advance. */
export function useTaskMedia(
  place: LabelingPlace,
  task: ShownTask | undefined,
  following: ShownTask | undefined,
  settings: Settings,
  formKeys: readonly FormKey[],
): TaskMedia {
  const deck = useDeck(task, settings.mustPlay === true, (taskId) =>
    playedIn(localStorage, storageKey(place, 'played'), taskId),
  );
  const missing = useMissing(deck);
  usePrefetch(following, task !== undefined);
  return {
    deck,
    keys: deck ? mediaKeys(deck.kind, deck.candidates.length, formKeys) : [],
    missingFor: ({ outcome }) => (isSaidUnplayed(outcome) ? undefined : missing),
  };
}
