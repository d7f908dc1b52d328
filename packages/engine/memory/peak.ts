import type { Graph } from '../onnx/graph.ts';
import type { LoopAttributes } from '../operators/loop.ts';
import { type Dim, evaluate, isSymbol, symbolsOf } from '../tensor/dimension.ts';
import { applicationsOf } from '../tensor/operator.ts';
import type { Application, Tensor, TensorType } from '../tensor/tensor.ts';

const bytesOf = { float32: 4, float64: 8, int64: 8, bool: 1 } as const;

/** Results of these lie in the memory of what they are made of. */
const views = new Set(['reshape', 'stopGradient']);

/** Lengths by symbol. What neither feeds nor loops say counts as the longest axis of the feeds. */
export type Lengths = ReadonlyMap<string, number>;

/** Gives the bytes of tensors; each dimension is evaluated once. */
function measureBy(lengths: Lengths): (tensor: TensorType) => number {
  const known = new Map<Dim, number>();
  const longest = Math.max(1, ...lengths.values());
  const lengthOf = (dim: string) => {
    const bound = new Map(lengths);
    for (const symbol of symbolsOf(dim)) if (!bound.has(symbol)) bound.set(symbol, longest);
    return evaluate(dim, bound) as number;
  };
  const evaluated = (dim: Dim) => {
    if (typeof dim === 'number') return dim;
    const value = known.get(dim) ?? lengthOf(dim);
    known.set(dim, value);
    return value;
  };
  return ({ shape, dtype }) => shape.reduce<number>((all, dim) => all * evaluated(dim), bytesOf[dtype]);
}

/** What a run of a graph needs at its worst moment: what it is fed, and what is computed at the same time. */
export function graphBytes(graph: Graph, lengths: Lengths): number {
  const bytes = measureBy(withInnerLengths(graph.applications ?? [], lengths));
  const fed = graph.inputs.reduce((all, { type }) => all + bytes(type), 0);
  const kept = graph.outputs.map(({ type }) => type);
  return fed + peakOf(graph.applications ?? [], kept, bytes);
}

/** Lengths with those that only come up in a graph: axes that shrink or grow in loops, and elements picked out of others. */
function withInnerLengths(applications: readonly Application[], lengths: Lengths): Lengths {
  const bound = new Map(lengths);
  const bind = (symbol: Dim, dim: Dim) => {
    const value = evaluate(dim, bound);
    if (isSymbol(symbol) && value !== undefined && !bound.has(symbol)) bound.set(symbol, value);
  };
  for (const { operator, inputs, attributes, outputs } of applications) {
    if (operator.name === 'nonZero') bind(outputs[0]?.shape[0] as Dim, inputs[0]?.shape[0] as Dim);
    if (operator.name !== 'loop') continue;
    const { body, most } = attributes as LoopAttributes;
    for (const [symbol, dim] of Object.entries(most)) bind(symbol, dim);
    for (const [n, { shape }] of body.placeholders.slice(2).entries())
      for (const [axis, symbol] of shape.entries()) bind(symbol, inputs[2 + n]?.shape[axis] as Dim);
    for (const [symbol, value] of withInnerLengths(applicationsOf(body.results), bound))
      bound.set(symbol, value);
  }
  return bound;
}

/**
 * The most bytes of values that are alive at once, the `kept` ones to the end: each lives from the operator that makes
 * it to the last one that reads it. onnxruntime frees and reuses in about this way.
 */
function peakOf(
  applications: readonly Application[],
  kept: readonly TensorType[],
  bytes: (tensor: TensorType) => number,
): number {
  const owner = owners(applications);
  const lastRead = new Map<Tensor, number>();
  for (const [step, { inputs }] of applications.entries())
    for (const tensor of inputs) lastRead.set(owner(tensor), step);
  const stays = new Set(kept.map((one) => owner(one as Tensor)));
  const alive = new Map<Tensor, number>();
  let live = 0;
  let peak = 0;
  for (const [step, application] of applications.entries()) {
    const { operator, inputs, outputs } = application;
    if (views.has(operator.name)) continue;
    const ending = new Set(inputs.map(owner).filter((one) => lastRead.get(one) === step && !stays.has(one)));
    const freed = [...ending].map((one) => alive.get(one) ?? 0);
    for (const output of outputs) {
      const size = bytes(output);
      alive.set(output, size);
      live += size;
      // an output may take the place of an input of its size that nobody reads afterwards
      const reused = freed.indexOf(size);
      if (reused >= 0) live -= freed.splice(reused, 1)[0] as number;
    }
    peak = Math.max(peak, live + insideOf(application, bytes));
    for (const size of freed) live -= size;
    for (const one of ending) alive.delete(one);
    for (const output of outputs)
      if (!lastRead.has(output) && !stays.has(output)) live -= alive.get(output) ?? 0;
  }
  return peak;
}

/** What one iteration of a loop, or the parts of a custom operator, take beside the values around them. */
function insideOf(application: Application, bytes: (tensor: TensorType) => number): number {
  const { operator, inputs, attributes, outputs } = application;
  if (operator.name === 'loop') {
    const { results } = (attributes as LoopAttributes).body;
    return peakOf(applicationsOf(results), results, bytes);
  }
  if (operator.name !== 'custom') return 0;
  const made = (attributes as { outputs: readonly Tensor[] }).outputs;
  const given = new Set(inputs);
  const parts = applicationsOf(made, (tensor) => given.has(tensor));
  return peakOf(parts, made, bytes) - outputs.reduce((all, output) => all + bytes(output), 0);
}

/** Finds the tensor in whose memory a tensor lies. */
function owners(applications: readonly Application[]): (tensor: Tensor) => Tensor {
  const origin = new Map<Tensor, Tensor>();
  const owner = (tensor: Tensor) => origin.get(tensor) ?? tensor;
  for (const { operator, inputs, outputs } of applications)
    if (views.has(operator.name) && inputs[0] && outputs[0]) origin.set(outputs[0], owner(inputs[0]));
  return owner;
}
