import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { type ClockState, MediaClock } from './clock.ts';
import type { MediaDeck } from './deck.ts';
import { LONGEST_DECODED, type Waveform, waveformOf } from './decode.ts';
import { matchingGains } from './loudness.ts';
import { Mixer } from './mixer.ts';
import { Observable } from './observable.ts';

/** How far the measuring of loudness is. */
type Matching = 'measuring' | 'matched' | 'impossible';

/** What plays the sounds or videos of a deck. */
export interface Player {
  clock: MediaClock;
  mixer: Mixer;
  sounds: Observable<{
    matching: Matching;
    /** Drawings of sounds by slot, as far as they are there. */
    waveforms: Readonly<Record<string, Waveform>>;
    /** Is there anything to hear? Of videos it is known once they play. */
    hasSound: boolean;
  }>;
}

const players = new WeakMap<MediaDeck, Player>();

/** The player of a deck; its clock notes in the deck what was heard or seen. */
function playerOf(deck: MediaDeck): Player {
  const known = players.get(deck);
  if (known) return known;
  const mixer = new Mixer();
  const isHeard = (slot: string) => slot === deck.state.active && !mixer.state.muted;
  const isPlayed = (slot: string) => deck.kind === 'video' || isHeard(slot);
  const clock = new MediaClock((slot, from, until) => {
    if (isPlayed(slot)) deck.note(slot, from, until);
  });
  const sounds = new Observable<Player['sounds']['state']>({
    matching: 'measuring',
    waveforms: {},
    hasSound: deck.kind === 'audio',
  });
  const made = { clock, mixer, sounds };
  players.set(deck, made);
  hear(deck, deck.candidates[0]?.slot);
  return made;
}

/** Lets one of the deck be heard. */
export function hear(deck: MediaDeck, slot: string | undefined): void {
  deck.set({ active: slot });
  players.get(deck)?.mixer.hear(slot);
}

/** Plays or stops; of the browser's touch that this needs, the mixer makes use too. */
export function toggle(deck: MediaDeck): void {
  const { clock, mixer } = playerOf(deck);
  if (deck.kind === 'audio') mixer.start();
  clock.toggle();
  deck.save();
}

export function usePlayer(deck: MediaDeck): Player {
  return useMemo(() => playerOf(deck), [deck]);
}

export function useClock({ clock }: Player): ClockState {
  return useSyncExternalStore(clock.subscribe, clock.snapshot);
}

/** Draws and measures the sounds of a deck, and makes them equally loud. */
export function useMatching(deck: MediaDeck, { sounds, mixer }: Player): Player['sounds']['state'] {
  useEffect(() => {
    let isOver = false;
    void measureAll(deck).then((waveforms) => {
      if (isOver) return;
      const slots = Object.keys(waveforms);
      const isWhole = slots.length === deck.candidates.length;
      const gains = matchingGains(Object.values(waveforms));
      for (const [place, slot] of slots.entries()) if (isWhole) mixer.match(slot, gains[place] ?? 1);
      sounds.set({ waveforms, matching: isWhole ? 'matched' : 'impossible' });
    });
    return () => {
      isOver = true;
    };
  }, [deck, sounds, mixer]);
  return useSounds({ sounds });
}

/** What is known of the sounds, followed. */
export function useSounds({ sounds }: Pick<Player, 'sounds'>): Player['sounds']['state'] {
  return useSyncExternalStore(sounds.subscribe, sounds.snapshot);
}

/** The waveforms of all sounds that could be decoded. */
async function measureAll({ candidates }: MediaDeck): Promise<Record<string, Waveform>> {
  const found = await Promise.all(
    candidates.map(async ({ slot, media }) => {
      if ((media.seconds ?? 0) > LONGEST_DECODED) return [];
      const waveform = await waveformOf(media.url).catch(() => undefined);
      return waveform ? [[slot, waveform] as const] : [];
    }),
  );
  return Object.fromEntries(found.flat());
}
