import { type Localized, type Outcome, text } from '@heed/schema';

/** Share of a sound or video that has to be played where a form asks for it; ends and skipped frames are forgiven. */
export const ENOUGH_PLAYED = 0.9;

/** A picture, sound or video as far as playing goes. */
export interface Playable {
  type: string;
  seconds?: number | undefined;
}

/** Sounds and videos with a length can be played; there is nothing to wait for in anything else. */
export function isPlayable(media: Playable | undefined): boolean {
  return media !== undefined && /^(audio|video)\//.test(media.type) && (media.seconds ?? 0) > 0;
}

/** Can this be said before everything was played? That a task is passed over or cannot be judged always may. */
export function isSaidUnplayed(outcome: Outcome | undefined): boolean {
  return outcome === 'skipped' || outcome === 'cannot-judge';
}

/** One sentence on the first of these, in the order shown, of which too little was played; undefined where there is none. */
export function missingPlay(
  shown: readonly { media?: Playable | undefined; share: number }[],
): Localized | undefined {
  const place = shown.findIndex(({ media, share }) => isPlayable(media) && share < ENOUGH_PLAYED);
  const short = shown[place];
  if (!short) return undefined;
  const [number, percent] = [place + 1, Math.floor(100 * short.share)];
  return short.media?.type.startsWith('audio/')
    ? text(
        `Hear sound ${number} to its end first: ${percent}% so far.`,
        `请先听完音频 ${number}：目前听了 ${percent}%。`,
      )
    : text(
        `Watch video ${number} to its end first: ${percent}% so far.`,
        `请先看完视频 ${number}：目前看了 ${percent}%。`,
      );
}
