import type { Slot } from '../models/parameters.ts';

/** Trained weights by name; packed, they lie one after the other in this order. */
export type Slots = ReadonlyMap<string, Slot>;

/** Number of trained weights. */
export function packedLength(slots: Slots): number {
  return [...slots.values()].reduce((all, { length }) => all + length, 0);
}

/** Copies the slots of a whole parameter vector into a packed one. */
export function gatherSlots(slots: Slots, whole: Float32Array): Float32Array {
  const packed = new Float32Array(packedLength(slots));
  let start = 0;
  for (const { offset, length } of slots.values()) {
    packed.set(whole.subarray(offset, offset + length), start);
    start += length;
  }
  return packed;
}

/** Copies a packed vector to its places in a whole parameter vector. */
export function scatterSlots(slots: Slots, packed: Float32Array, whole: Float32Array): void {
  let start = 0;
  for (const { offset, length } of slots.values()) {
    whole.set(packed.subarray(start, start + length), offset);
    start += length;
  }
}

/** Packed: 1 at the elements of matrices, 0 at biases and normalization weights, which do not decay. */
export function decayMask(slots: Slots): Float32Array {
  const mask = new Float32Array(packedLength(slots));
  let start = 0;
  for (const { length, shape } of slots.values()) {
    if (shape.length > 1) mask.fill(1, start, start + length);
    start += length;
  }
  return mask;
}
