import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useDeckHere, useDeckState } from './deck.ts';
import { Caption } from './Film.tsx';
import classes from './Media.module.css';
import type { MediaCandidate } from './media.ts';
import { giveKeysBack } from './PlayBar.tsx';
import { useMediaWords } from './text.ts';
import { hear, toggle, useClock, useMatching, usePlayer } from './usePlayer.ts';
import { WaveformView } from './WaveformView.tsx';

/** A sound as it is drawn; all sounds of a task play by one clock, and one of them is heard. */
export default function Sound({ candidate: { slot, number, media } }: { candidate: MediaCandidate }) {
  const words = useMediaWords();
  const deck = useDeckHere();
  const player = usePlayer(deck);
  const { clock, mixer } = player;
  const audio = useRef<HTMLAudioElement>(null);
  const [isBroken, setBroken] = useState(false);
  const { active, played } = useDeckState(deck);
  const { playing, time } = useClock(player);
  const { waveforms, matching } = useMatching(deck, player);
  useEffect(() => {
    const element = audio.current;
    if (!element || isBroken) return;
    // it may have failed before it stood on the page, where nobody hears of it
    if (element.error) return setBroken(true);
    const removals = [clock.add(slot, element), mixer.add(slot, element)];
    return () => {
      for (const remove of removals) remove();
    };
  }, [clock, mixer, slot, isBroken]);
  if (isBroken) return <em className={classes.quiet}>{words('broken')}</em>;
  const isHeard = active === slot;
  const isPlaying = playing && isHeard;
  const seconds = media.seconds ?? 0;
  const press = () => {
    hear(deck, slot);
    if (playing && !isHeard) return;
    if (!playing && time >= seconds) clock.seek(0);
    toggle(deck);
  };
  const jump = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    hear(deck, slot);
    clock.seek((seconds * (clientX - left)) / width);
  };
  return (
    <figure className={classes.sound} data-media data-heard={isHeard || undefined}>
      {/* biome-ignore lint/a11y/useMediaCaption: what is judged is the sound as it was made */}
      <audio
        ref={audio}
        src={media.url}
        preload="auto"
        onError={() => setBroken(true)}
        onDurationChange={() => clock.measure()}
      />
      <div className={classes.soundRow}>
        <button
          type="button"
          className={classes.tool}
          data-primary
          aria-label={words(isPlaying ? 'stopSound' : 'soundToJudge', { number })}
          onClick={(event) => {
            press();
            giveKeysBack(event);
          }}
        >
          {isPlaying ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
        </button>
        <div className={classes.waveform} onPointerDown={jump} aria-hidden="true">
          <WaveformView
            columns={waveforms[slot]?.columns}
            share={seconds > 0 ? Math.min(1, time / seconds) : 0}
            isHeard={isHeard}
            played={
              deck.mustPlay
                ? (played[slot] ?? []).map(([from, until]) => [from / seconds, until / seconds])
                : []
            }
          />
        </div>
      </div>
      <div className={classes.soundFoot}>
        <Caption media={media} />
        <Loudness matching={matching} isAlone={deck.candidates.length === 1} />
      </div>
    </figure>
  );
}

const loudnessWords = {
  measuring: ['measuring', 'measuring'],
  matched: ['matched', 'matchedHelp'],
  impossible: ['notMatched', 'notMatchedHelp'],
} as const;

function Loudness({ matching, isAlone }: { matching: keyof typeof loudnessWords; isAlone: boolean }) {
  const words = useMediaWords();
  const [title, help] = loudnessWords[matching];
  return isAlone ? null : (
    <span className={classes.caption} title={words(help)}>
      {words(title)}
    </span>
  );
}
