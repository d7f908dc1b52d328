import * as ort from 'onnxruntime-node';
import { reshape } from '../operators/reshape.ts';
import { split } from '../operators/split.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Weights } from './family.ts';

/** Where a weight lies in the vector. */
export interface Slot {
  offset: number;
  length: number;
  shape: readonly number[];
}

/** A weight of at least this many numbers is fed to a graph by itself; smaller ones are fed together. */
const LARGE = 2 ** 17;

/**
 * All weights of a model one after the other in a single float32 vector: first the many small ones, which a run is fed as
 * one tensor that the graph cuts with `unpack`, then the large ones, each of which is an input of its own, uncopied.
 */
export class ParameterVector {
  /** Every weight, in the order of the vector. */
  readonly layout: ReadonlyMap<string, Slot>;
  /** The weights that are fed together. */
  readonly small: ReadonlyMap<string, Slot>;
  readonly data: Float32Array;
  /** The small weights as an onnxruntime tensor over the same memory; undefined if there are none. */
  readonly smallTensor: ort.Tensor | undefined;
  private readonly parts = new Map<string, ort.Tensor>();

  constructor(specs: Iterable<{ name: string; shape: readonly number[] }>) {
    const slots = Array.from(specs, ({ name, shape }) => {
      return { name, shape, length: shape.reduce((all, one) => all * one, 1) };
    });
    const isLarge = ({ length }: { length: number }) => length >= LARGE;
    const ordered = [...slots.filter((slot) => !isLarge(slot)), ...slots.filter(isLarge)];
    let offset = 0;
    const entries = ordered.map(({ name, shape, length }): [string, Slot] => {
      offset += length;
      return [name, { offset: offset - length, length, shape }];
    });
    this.layout = new Map(entries);
    this.small = new Map(entries.filter(([, slot]) => !isLarge(slot)));
    this.data = new Float32Array(offset);
    const smallLength = [...this.small.values()].reduce((all, { length }) => all + length, 0);
    if (smallLength > 0)
      this.smallTensor = new ort.Tensor('float32', this.data.subarray(0, smallLength), [smallLength]);
  }

  /** Number of weights. */
  get length(): number {
    return this.data.length;
  }

  /** The numbers of one weight, over the same memory. Throws if there is no such weight. */
  view(name: string): Float32Array {
    const slot = this.layout.get(name);
    if (slot === undefined) throw new Error(`The model has no weight "${name}".`);
    return this.data.subarray(slot.offset, slot.offset + slot.length);
  }

  /** One weight as an onnxruntime tensor over the same memory. Throws if there is no such weight. */
  tensorOf(name: string): ort.Tensor {
    const part =
      this.parts.get(name) ?? new ort.Tensor('float32', this.view(name), this.layout.get(name)?.shape);
    this.parts.set(name, part);
    return part;
  }
}

/** Cuts a symbolic vector into the weights of a layout. */
export function unpack(vector: Tensor, layout: ReadonlyMap<string, Slot>): Weights {
  const slots = [...layout];
  const parts = split(
    vector,
    slots.map(([, slot]) => slot.length),
    0,
  );
  const weights = new Map(
    slots.map(([name, slot], place) => [name, reshape(parts[place] as Tensor, slot.shape).named(name)]),
  );
  return (name) => {
    const weight = weights.get(name);
    if (weight === undefined) throw new Error(`The model has no weight "${name}".`);
    return weight;
  };
}
