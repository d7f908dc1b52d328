/** A seeded stream of integers: the next one in [0, below). It loads in the browser, and the same seed gives the same. */
export type Draws = (below: number) => number;

/**
 * The generator is xoshiro128** (Blackman and Vigna 2021), its state filled by the finalizer of MurmurHash3. Scaling
 * 32 bits down to an integer favors some by less than below / 2³².
 */
export function createDraws(seed: number): Draws {
  let [a, b, c, d] = [1, 2, 3, 4].map((index) => mix(seed + Math.imul(index, 0x9e3779b9))) as Words;
  return (below) => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return Math.floor((result / 2 ** 32) * below);
  };
}

type Words = [number, number, number, number];

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function mix(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
