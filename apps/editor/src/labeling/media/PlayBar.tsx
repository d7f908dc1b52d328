import { ENOUGH_PLAYED } from '@heed/labeling/contract/played.ts';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconRepeat,
  IconVolume,
  IconVolumeOff,
} from '@tabler/icons-react';
import { type SyntheticEvent, useEffect, useSyncExternalStore } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { RATES } from './clock.ts';
import { type MediaDeck, useDeckState } from './deck.ts';
import type { MediaCommand } from './keys.ts';
import classes from './Media.module.css';
import { useMediaWords } from './text.ts';
import { hear, type Player, toggle, useClock, usePlayer, useSounds } from './usePlayer.ts';

/** How often playing is looked at. */
const LOOK_MS = 40;
/** What the arrows of a sound go by, in seconds. */
const JUMP_SECONDS = 2;

/** Does what a key or a button asks of sounds or videos. */
function press(deck: MediaDeck, { clock, mixer }: Player, command: MediaCommand): void {
  const go = (by: 1 | -1) => {
    if (deck.kind === 'video') clock.step(by);
    else clock.seek(clock.state.time + by * JUMP_SECONDS);
  };
  const slots = deck.candidates.map(({ slot }) => slot);
  const commands: Partial<Record<MediaCommand, () => void>> = {
    play: () => toggle(deck),
    back: () => go(-1),
    on: () => go(1),
    restart: () => {
      clock.seek(0);
      if (!clock.state.playing) toggle(deck);
    },
    next: () => hear(deck, slots[(slots.indexOf(deck.state.active ?? '') + 1) % slots.length]),
    slower: () => clock.changeRate(-1),
    faster: () => clock.changeRate(1),
    loop: () => clock.set({ loop: !clock.state.loop }),
    mute: () => mixer.mute(!mixer.state.muted),
  };
  commands[command]?.();
}

/** A control pressed by the pointer would keep the keys that answer; one reached by the keyboard keeps its focus. */
export function giveKeysBack({ currentTarget }: SyntheticEvent<HTMLElement>): void {
  if (!currentTarget.matches(':focus-visible')) currentTarget.blur();
}

/** The controls of all sounds or videos of a task: one clock for all. */
export default function PlayBar({ deck }: { deck: MediaDeck }) {
  const player = usePlayer(deck);
  const { playing } = useClock(player);
  useEffect(() => {
    deck.press = (command) => press(deck, player, command);
    return () => {
      deck.press = () => {};
      deck.save();
    };
  }, [deck, player]);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => player.clock.tick(), LOOK_MS);
    return () => clearInterval(timer);
  }, [playing, player]);
  useEffect(() => {
    // what plays in a page that nobody looks at was not seen
    const stop = () =>
      document.hidden && deck.kind === 'video' && player.clock.state.playing && player.clock.pause();
    document.addEventListener('visibilitychange', stop);
    return () => document.removeEventListener('visibilitychange', stop);
  }, [deck, player]);
  return <Controls deck={deck} player={player} />;
}

function Controls({ deck, player }: { deck: MediaDeck; player: Player }) {
  const words = useMediaWords();
  const { muted } = useSyncExternalStore(player.mixer.subscribe, player.mixer.snapshot);
  const { playing, rate, loop } = useClock(player);
  const { hasSound } = useSounds(player);
  const act = (command: MediaCommand) => press(deck, player, command);
  const isVideo = deck.kind === 'video';
  return (
    <section className={classes.bar} data-media aria-label={words('controls')}>
      <div className={classes.buttons}>
        <Tool label={words('restart')} keyName="r" onPress={() => act('restart')}>
          <IconPlayerSkipBack size={18} />
        </Tool>
        <Tool label={words(playing ? 'stop' : 'play')} keyName="Space" primary onPress={() => act('play')}>
          {playing ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
        </Tool>
        <Tool label={words(isVideo ? 'pictureBack' : 'back')} keyName="," onPress={() => act('back')}>
          {isVideo ? <IconPlayerTrackPrev size={18} /> : <IconArrowBackUp size={18} />}
        </Tool>
        <Tool label={words(isVideo ? 'pictureOn' : 'on')} keyName="." onPress={() => act('on')}>
          {isVideo ? <IconPlayerTrackNext size={18} /> : <IconArrowForwardUp size={18} />}
        </Tool>
      </div>
      <Position player={player} />
      <div className={classes.buttons}>
        {hasSound && deck.candidates.length > 1 && <Heard deck={deck} />}
        <select
          className={classes.speed}
          aria-label={words('speed')}
          title={words('speed')}
          value={rate}
          onChange={(event) => {
            player.clock.setRate(Number(event.currentTarget.value));
            giveKeysBack(event);
          }}
        >
          {RATES.map((one) => (
            <option key={one} value={one}>
              {one}×
            </option>
          ))}
        </select>
        <Tool label={words('repeat')} keyName="l" pressed={loop} onPress={() => act('loop')}>
          <IconRepeat size={18} />
        </Tool>
        {hasSound && (
          <Tool
            label={words(muted ? 'unmute' : 'mute')}
            keyName="m"
            pressed={muted}
            onPress={() => act('mute')}
          >
            {muted ? <IconVolumeOff size={18} /> : <IconVolume size={18} />}
          </Tool>
        )}
      </div>
      {deck.mustPlay && <ToPlay deck={deck} />}
    </section>
  );
}

interface ToolProps {
  label: string;
  keyName: string;
  pressed?: boolean;
  primary?: boolean;
  children: React.ReactNode;
  onPress(): void;
}

/** A button of the controls with its key. */
export function Tool({ label, keyName, pressed, primary, children, onPress }: ToolProps) {
  return (
    <button
      type="button"
      className={classes.tool}
      data-primary={primary || undefined}
      aria-label={label}
      title={keyName ? `${label} (${keyName})` : label}
      aria-pressed={pressed}
      aria-keyshortcuts={keyName || undefined}
      onClick={(event) => {
        onPress();
        giveKeysBack(event);
      }}
    >
      {children}
    </button>
  );
}

function Position({ player }: { player: Player }) {
  const words = useMediaWords();
  const { time, duration } = useClock(player);
  const [at, of] = [useSeconds(time), useSeconds(duration)];
  return (
    <label className={classes.position}>
      <input
        type="range"
        aria-label={words('position')}
        aria-valuetext={words('positionText', { at, of })}
        min={0}
        max={duration || 1}
        step={0.01}
        value={Math.min(time, duration || 1)}
        style={{ '--share': duration > 0 ? time / duration : 0 } as React.CSSProperties}
        onChange={(event) => player.clock.seek(Number(event.currentTarget.value))}
        onPointerUp={(event) => event.currentTarget.blur()}
      />
      <output>{words('positionText', { at, of })}</output>
    </label>
  );
}

/** Seconds as 0:01.2: tenths matter in short ones. */
function useSeconds(seconds: number): string {
  const { duration } = useFormats();
  const tenths = Math.floor(seconds * 10 + 1e-6);
  return `${duration(Math.floor(tenths / 10) * 1000)}.${tenths % 10}`;
}

/** Chooses whose sound is heard. */
function Heard({ deck }: { deck: MediaDeck }) {
  const words = useMediaWords();
  const { active } = useDeckState(deck);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as this row in all browsers
    <div className={classes.heard} role="group" aria-label={words('hear')}>
      {deck.candidates.map(({ slot, number }) => (
        <button
          key={slot}
          type="button"
          aria-pressed={active === slot}
          aria-label={words(`${deck.kind === 'audio' ? 'audio' : 'video'}Number`, { number })}
          title={words('hear')}
          onClick={(event) => {
            hear(deck, slot);
            giveKeysBack(event);
          }}
        >
          {number}
        </button>
      ))}
    </div>
  );
}

/** What has still to be played before an answer counts, by candidate. */
function ToPlay({ deck }: { deck: MediaDeck }) {
  const words = useMediaWords();
  useDeckState(deck);
  return (
    <p className={classes.toPlay}>
      <span>{words('mustPlay')}</span>
      {deck.candidates.map((candidate) => {
        const share = deck.share(candidate);
        const name = words(`${deck.kind === 'audio' ? 'audio' : 'video'}Number`, {
          number: candidate.number,
        });
        return (
          <span
            key={candidate.slot}
            className={classes.share}
            data-done={share >= ENOUGH_PLAYED || undefined}
          >
            {share >= ENOUGH_PLAYED
              ? words('playedDone', { name })
              : words('played', { name, percent: Math.floor(100 * share) })}
          </span>
        );
      })}
    </p>
  );
}
