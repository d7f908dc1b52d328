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

/**
 * All weights of a model one after the other in a single float32 vector, so that a run feeds one tensor.
 * Graphs cut it into weights with `unpack`.
 */
export class ParameterVector {
  readonly layout: ReadonlyMap<string, Slot>;
  readonly data: Float32Array;
  /** The vector as an onnxruntime tensor over the same memory. */
  readonly tensor: ort.Tensor;
  private readonly parts = new Map<string, ort.Tensor>();

  constructor(specs: Iterable<{ name: string; shape: readonly number[] }>) {
    const layout = new Map<string, Slot>();
    let offset = 0;
    for (const { name, shape } of specs) {
      const length = shape.reduce((all, one) => all * one, 1);
      layout.set(name, { offset, length, shape });
      offset += length;
    }
    this.layout = layout;
    this.data = new Float32Array(offset);
    this.tensor = new ort.Tensor('float32', this.data, [offset]);
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
