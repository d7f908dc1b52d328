import { createHash } from 'node:crypto';

/**
 * A seeded stream of random numbers: the same seed gives the same numbers on every machine.
 * The generator is xoshiro128** (Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", 2021).
 */
export interface Random {
  /** A 32-bit unsigned integer. */
  uint32(): number;
  /** A number in [0, 1) with 53 random bits. */
  uniform(): number;
  /** A number from the standard normal distribution. */
  normal(): number;
  /** An integer in [0, n), each equally likely. Throws unless n is an integer in 1 … 2³². */
  integer(n: number): number;
  /** A new array with the same items in random order. */
  shuffle<T>(items: readonly T[]): T[];
  /** A stream of its own for this label. It depends on the seed and the label, not on what was drawn so far. */
  fork(label: string): Random;
  /** Everything needed to go on from here, as plain JSON. */
  state(): RandomState;
}

/** The saved position of a stream; `restoreRandom` goes on from it. */
export interface RandomState {
  /** What the seed became: forks are derived from it. */
  key: string;
  /** The four 32-bit words of the generator. */
  words: [number, number, number, number];
  /** The second half of the last pair of normal numbers, where it was not used yet. */
  spareNormal: number | null;
}

/** Starts a stream. A number and its decimal text are the same seed: `createRandom(7)` equals `createRandom('7')`. */
export function createRandom(seed: number | string): Random {
  if (typeof seed === 'number' && !Number.isFinite(seed)) {
    throw new Error(`The seed must be a finite number or a text, not ${seed}.`);
  }
  return fromKey(digest(`seed:${seed}`));
}

/** Goes on from a saved position. Throws when the state was not written by `Random.state()`. */
export function restoreRandom(state: RandomState): Random {
  const { key, words, spareNormal } = state ?? {};
  const valid =
    typeof key === 'string' &&
    Array.isArray(words) &&
    words.length === 4 &&
    words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32) &&
    words.some((word) => word !== 0) &&
    (spareNormal === null || Number.isFinite(spareNormal));
  if (!valid) throw new Error('The saved random state is damaged: start again from the seed.');
  return stream(key, words, spareNormal);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A SHA-256 digest fills the generator's state; all 128 bits zero, the one forbidden state, does not happen. */
function fromKey(key: string): Random {
  const bytes = Buffer.from(key, 'hex');
  const words = [0, 4, 8, 12].map((offset) => bytes.readUInt32LE(offset));
  return stream(key, words as RandomState['words'], null);
}

function rotateLeft(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

function stream(key: string, words: RandomState['words'], spareNormal: number | null): Random {
  let [s0, s1, s2, s3] = words;
  let spare = spareNormal;

  function uint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = rotateLeft(s3, 11);
    return result;
  }

  function uniform(): number {
    return ((uint32() >>> 5) * 2 ** 26 + (uint32() >>> 6)) * 2 ** -53;
  }

  /** Marsaglia's polar method: two normal numbers from a point in the unit disc. */
  function normal(): number {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const r = x * x + y * y;
      if (r === 0 || r >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(r)) / r);
      spare = y * scale;
      return x * scale;
    }
  }

  /** Numbers above the last multiple of n are drawn again, so that no remainder is favored. */
  function integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 2 ** 32) {
      throw new Error(`A random integer needs a bound between 1 and 4294967296, not ${n}.`);
    }
    const limit = 2 ** 32 - (2 ** 32 % n);
    for (;;) {
      const value = uint32();
      if (value < limit) return value % n;
    }
  }

  function shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const pick = integer(last + 1);
      const moved = result[last] as T;
      result[last] = result[pick] as T;
      result[pick] = moved;
    }
    return result;
  }

  return {
    uint32,
    uniform,
    normal,
    integer,
    shuffle,
    fork: (label) => fromKey(digest(`fork:${key}:${label}`)),
    state: () => ({ key, words: [s0 >>> 0, s1 >>> 0, s2 >>> 0, s3 >>> 0], spareNormal: spare }),
  };
}
