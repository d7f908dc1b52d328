import { type Feed, feed, type Tensor } from '@heed/engine';
import { buildGraph } from '../../engine/onnx/build.ts';
import { toOrt } from '../../engine/session/feed.ts';
import { Session } from '../../engine/session/session.ts';
import { input } from '../../engine/tensor/tensor.ts';

type Numbers = readonly number[] | Feed;

function asFeed(numbers: Numbers): Feed {
  return 'shape' in numbers ? numbers : feed(numbers, [numbers.length]);
}

const typeOf = ({ data }: Feed) => (data instanceof BigInt64Array ? 'int64' : 'float32');

/**
 * Runs a part of a loss on given numbers, without a model: `compute({ x: [1, 2] }, ({ x }) => ({ y: mean(x) }))`
 * gives `{ y: [1.5] }`. Lists are float32 vectors.
 */
export async function compute<Name extends string, Output extends string>(
  inputs: Record<Name, Numbers>,
  build: (tensors: Record<Name, Tensor>) => Record<Output, Tensor>,
): Promise<Record<Output, number[]>> {
  const feeds = Object.entries<Numbers>(inputs).map(([name, numbers]) => [name, asFeed(numbers)] as const);
  const tensors = feeds.map(([name, one]) => [name, input(name, one.shape, typeOf(one))] as const);
  const outputs = build(Object.fromEntries(tensors) as Record<Name, Tensor>);
  const graph = buildGraph(
    tensors.map(([, tensor]) => tensor),
    outputs,
  );
  await using session = await Session.open(graph, { device: 'cpu', threads: 1 });
  const results = await session.run(Object.fromEntries(feeds.map(([name, one]) => [name, toOrt(one)])));
  const lists = Object.entries(results).map(([name, { data }]) => [name, Array.from(data as Float32Array)]);
  return Object.fromEntries(lists) as Record<Output, number[]>;
}
