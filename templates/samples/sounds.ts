import type { Random } from '@heed/engine/random';
import { wav } from './wav.ts';

const RATE = 8000;
const SECONDS = 1;
/** Long enough that a tone does not begin or end with a click. */
const FADE_SECONDS = 0.03;

/** Loudness of a sound at a second. */
type Sound = (second: number) => number;

const tone = (hertz: number, second: number) => Math.sin(2 * Math.PI * hertz * second);

/** A tone from one second to another, faded in and out. */
function note(hertz: number, from: number, until: number): Sound {
  return (second) => {
    const inside = Math.min(second - from, until - second) / FADE_SECONDS;
    return inside <= 0 ? 0 : Math.min(1, inside) * tone(hertz, second);
  };
}

const together =
  (...notes: Sound[]): Sound =>
  (second) =>
    notes.reduce((sum, one) => sum + one(second), 0);

/** What can be played, by name. */
export const sounds = {
  tone: note(440, 0, 1),
  steps: together(note(330, 0, 0.32), note(392, 0.34, 0.66), note(523, 0.68, 1)),
  chord: together(...[262, 330, 392].map((hertz) => (second: number) => note(hertz, 0, 1)(second) / 2)),
  beeps: together(note(880, 0.1, 0.4), note(880, 0.6, 0.9)),
} satisfies Record<string, Sound>;

/** Plays it clean, or with noise and clicks. */
export function play(name: keyof typeof sounds, isClean: boolean, random: Random): Buffer {
  const samples = Array.from({ length: RATE * SECONDS }, (_, index) => {
    const clean = 0.5 * sounds[name](index / RATE);
    if (isClean) return clean;
    const click = random.uniform() < 0.002 ? 0.9 : 0;
    return clean + click + 0.35 * (random.uniform() - 0.5);
  });
  return wav(samples, RATE);
}
