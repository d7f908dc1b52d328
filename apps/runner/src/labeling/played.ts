import { isPlayable, isSaidUnplayed, missingPlay } from '@heed/labeling/contract/played.ts';
import type { Answer } from '@heed/schema';
import type { Batch } from './batches.ts';
import { badAnswer } from './refusals.ts';
import { candidateOf, slotAt, type TaskBody } from './task-body.ts';

type Shares = Readonly<Record<string, number>>;

/**
 * What was played of each sound and video by the labeler's own account, as JSON by the keys of the contents; null where
 * nothing was reported or there is nothing to play. `before` is what they reported of the same task earlier. Throws where the form asks for
 * playing and too little of one is reported: whoever sends answers by other means than the page is told so.
 */
export function storedPlayed(
  { settings }: Pick<Batch, 'settings'>,
  body: TaskBody,
  order: readonly string[],
  { outcome, played = {} }: Pick<Answer, 'outcome' | 'played'>,
  before: readonly string[],
): string | null {
  const earlier = before.map((one): Shares => JSON.parse(one));
  const shown = order.map((key, place) => ({
    key,
    media: candidateOf(body, key)?.media,
    share: Math.max(played[slotAt(place)] ?? 0, ...earlier.map((shares) => shares[key] ?? 0)),
  }));
  const missing = settings.mustPlay === true && !isSaidUnplayed(outcome) ? missingPlay(shown) : undefined;
  if (missing) throw badAnswer(missing);
  if (Object.keys(played).length === 0 && earlier.length === 0) return null;
  const playable = shown.filter(({ media }) => isPlayable(media));
  if (playable.length === 0) return null;
  return JSON.stringify(Object.fromEntries(playable.map(({ key, share }) => [key, share])));
}
