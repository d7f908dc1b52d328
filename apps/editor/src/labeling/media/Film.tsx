import { IconVolume } from '@tabler/icons-react';
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useDeckHere, useDeckState } from './deck.ts';
import classes from './Media.module.css';
import type { MediaCandidate } from './media.ts';
import { useMediaWords } from './text.ts';
import { toggle, useClock, usePlayer, useSounds } from './usePlayer.ts';

/** A video that plays by the clock of its task; pressing it plays or stops all. */
export default function Film({ candidate: { slot, number, media } }: { candidate: MediaCandidate }) {
  const words = useMediaWords();
  const deck = useDeckHere();
  const player = usePlayer(deck);
  const video = useRef<HTMLVideoElement>(null);
  const [isBroken, setBroken] = useState(false);
  const { active } = useDeckState(deck);
  const { hasSound } = useSounds(player);
  const isHeard = hasSound && deck.candidates.length > 1 && active === slot;
  useEffect(() => {
    const element = video.current;
    if (!element || isBroken) return;
    // it may have failed before it stood on the page, where nobody hears of it
    if (element.error) return setBroken(true);
    const removals = [player.clock.add(slot, element), player.mixer.add(slot, element)];
    const stopLooking = watchPictures(element, (seconds) => player.clock.showed(slot, seconds));
    return () => {
      stopLooking();
      for (const remove of removals) remove();
    };
  }, [player, slot, isBroken]);
  if (isBroken) return <em className={classes.quiet}>{words('broken')}</em>;
  const { width = 16, height = 9 } = media;
  const shape = { aspectRatio: `${width} / ${height}`, '--ratio': width / height, '--width': `${width}px` };
  return (
    <figure className={classes.film} data-media>
      <div className={classes.screen} style={shape as CSSProperties}>
        {/* biome-ignore lint/a11y/useMediaCaption: what is judged is the video as it was made */}
        <video
          ref={video}
          src={media.url}
          aria-label={words('videoToJudge', { number })}
          preload="auto"
          playsInline
          disablePictureInPicture
          onClick={() => toggle(deck)}
          onError={() => setBroken(true)}
          onDurationChange={() => player.clock.measure()}
          onTimeUpdate={({ currentTarget }) =>
            player.sounds.set({ hasSound: player.sounds.state.hasSound || soundIn(currentTarget) })
          }
        />
        <Waiting video={video} />
        {isHeard && (
          <span className={classes.badge} title={words('heard')}>
            <IconVolume size={15} aria-label={words('heard')} />
          </span>
        )}
      </div>
      <Caption media={media} />
    </figure>
  );
}

/** Tells the time of every picture that is shown, where browsers do. */
function watchPictures(video: HTMLVideoElement, onPicture: (seconds: number) => void): () => void {
  if (!('requestVideoFrameCallback' in video)) return () => {};
  let asked = 0;
  const look: VideoFrameRequestCallback = (_, { mediaTime }) => {
    onPicture(mediaTime);
    asked = video.requestVideoFrameCallback(look);
  };
  asked = video.requestVideoFrameCallback(look);
  return () => video.cancelVideoFrameCallback(asked);
}

/** Has a video that plays a sound? Each browser tells it by a name of its own; those that do not are believed to. */
function soundIn(video: HTMLVideoElement): boolean {
  const known = video as {
    webkitAudioDecodedByteCount?: number;
    mozHasAudio?: boolean;
    audioTracks?: ArrayLike<unknown>;
  };
  if (known.webkitAudioDecodedByteCount !== undefined) return known.webkitAudioDecodedByteCount > 0;
  return known.mozHasAudio ?? (known.audioTracks ? known.audioTracks.length > 0 : true);
}

/** How much is loaded, while the clock waits. */
function Waiting({ video }: { video: RefObject<HTMLVideoElement | null> }) {
  const words = useMediaWords();
  const { waiting } = useClock(usePlayer(useDeckHere()));
  const { buffered, duration, readyState } = video.current ?? {};
  if (!waiting || (readyState ?? 0) > 2) return null;
  const loaded = buffered?.length ? buffered.end(buffered.length - 1) / (duration || 1) : 0;
  return (
    <output className={classes.waiting}>{words('loading', { percent: Math.round(100 * loaded) })}</output>
  );
}

/** Length and size. */
export function Caption({ media: { seconds, width, height } }: Pick<MediaCandidate, 'media'>) {
  const words = useMediaWords();
  const { number } = useFormats();
  const parts = [
    ...(seconds ? [`${number(Math.round(10 * seconds) / 10)} s`] : []),
    ...(width && height ? [words('pixels', { width, height })] : []),
  ];
  return <figcaption className={classes.caption}>{parts.join(' · ')}</figcaption>;
}
