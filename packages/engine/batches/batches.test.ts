import { describe, expect, test } from 'vitest';
import { gradients } from '../autodiff/gradients.ts';
import { Forward, Model, mean, mul, sum, Trainer } from '../index.ts';
import { families } from '../models/family.ts';
import { type ModelGraph, modelGraph } from '../models/graph.ts';
import { unpack } from '../models/parameters.ts';
import { buildGraph } from '../onnx/build.ts';
import { gather } from '../operators/gather.ts';
import { reshape } from '../operators/reshape.ts';
import { sin } from '../operators/sin.ts';
import { type Feed, feed, int64, padBatch, toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { dimOf, input, type Tensor, type TensorType } from '../tensor/tensor.ts';
import { branchedInputs, packBranched } from './branched.ts';
import { linesOf, packedInputs, packSequences, sortedIntoBlocks } from './packed.ts';

const groups = [
  { prefix: [1, 2, 3, 4], branches: [[5], [6, 7, 8]] },
  { prefix: [9], branches: [[10, 11], [2, 2, 2, 2], [3]] },
  { prefix: [], branches: [[4, 3], [1]] },
];
const sequences = groups.flatMap(({ prefix, branches }) => branches.map((branch) => [...prefix, ...branch]));
const lastOf = (starts: readonly number[]) =>
  starts.map((start, n) => start + (sequences[n] as number[]).length - 1);

/** The hidden states of all rows, or those at `places` where it is asked for them. */
type Hidden = (graph: ModelGraph, inputs: Record<string, Tensor>, places: Tensor) => Tensor;

/** The final states of the last tokens [7,C] of all sequences, and the slopes of Σ sin(3·state), in float64. */
async function lastStates(
  model: Model,
  types: Readonly<Record<string, TensorType>>,
  feeds: Readonly<Record<string, Feed>>,
  last: readonly number[],
  hidden: Hidden,
) {
  const { length, layout } = model.parameters;
  const parameters = input('parameters', [length], 'float64');
  const places = input('last', ['L'], 'int64');
  const entries = Object.entries(types).map(([name, { shape, dtype }]) => [name, input(name, shape, dtype)]);
  const inputs: Record<string, Tensor> = Object.fromEntries(entries);
  const graph = modelGraph(model.config, model.head, unpack(parameters, layout));
  const found = hidden(graph, inputs, places);
  const states = dimOf(found, 0) === 'L' ? found : gather(found, places);
  const [slope] = gradients(sum(sin(mul(states, 3))), [parameters]) as [Tensor];
  const built = buildGraph([parameters, places, ...Object.values(inputs)], { states, slope });
  await using session = await Session.open(built, { device: 'cpu', threads: 1 });
  const fed = Object.entries({
    ...feeds,
    parameters: feed([...model.parameters.data], [length], 'float64'),
    last: int64(last),
  });
  const results = await session.run(Object.fromEntries(fed.map(([name, one]) => [name, toOrt(one)])));
  const numbers = (name: string) => Array.from(results[name]?.data as Float64Array);
  return { states: numbers('states'), slope: numbers('slope') };
}

const padded = (model: Model) => {
  const { tokens } = padBatch(sequences, 0);
  const width = tokens.shape[1] as number;
  return lastStates(
    model,
    { tokens: { shape: ['B', 'T'], dtype: 'int64' } },
    { tokens },
    lastOf(sequences.map((_, n) => n * width)),
    (graph, { tokens }) => rows(graph.hidden(tokens as Tensor), model),
  );
};

const packed = (
  model: Model,
  hidden: Hidden = (graph, inputs) => graph.hiddenRows(inputs as never),
  feeds = packSequences(sequences),
) => {
  let start = 0;
  const starts = sequences.map(({ length }) => {
    start += length;
    return start - length;
  });
  return lastStates(model, packedInputs, feeds, lastOf(starts), hidden);
};

const branched = (
  model: Model,
  batch = groups,
  hidden: Hidden = (graph, inputs) => graph.hiddenRows(inputs as never),
) => {
  const { feeds, rows } = packBranched(batch);
  const last = batch.flatMap(({ branches }, g) =>
    branches.map(({ length }, k) => (rows.branches[g]?.[k] as number) + length - 1),
  );
  return lastStates(model, branchedInputs, feeds, last, hidden);
};

function rows(hidden: Tensor, model: Model): Tensor {
  return reshape(hidden, ['B*T', model.dimensions.width]);
}

function expectEqual(
  actual: { states: number[]; slope: number[] },
  expected: { states: number[]; slope: number[] },
) {
  for (const part of ['states', 'slope'] as const) {
    expect(actual[part].length).toBe(expected[part].length);
    const worst = Math.max(
      ...actual[part].map((value, n) => Math.abs(value - (expected[part][n] as number))),
    );
    expect(worst, part).toBeLessThan(1e-11);
  }
}

const samples = families.flatMap(({ modelType, samples }) =>
  samples.map((sample, n) => ({ name: `${modelType} ${n}`, config: { ...sample, initializer_range: 0.3 } })),
);

describe.each(samples)('$name: states and gradients are those of a padded batch', ({ config }) => {
  const model = Model.initialize(config, { head: 'language-model', seed: 3 });

  test('with sequences one after the other', async () => {
    expectEqual(await packed(model), await padded(model));
  });

  test('with sequences of such different lengths that they stand in several blocks', async () => {
    const feeds = packSequences(sequences, 0);
    expect([feeds.shortIndex, feeds.middleIndex, feeds.longIndex].map(({ shape }) => shape)).toEqual([
      [4, 3],
      [2, 5],
      [1, 7],
    ]);
    expectEqual(await packed(model, undefined, feeds), await padded(model));
  });

  test('with prefixes that are computed once for all their branches', async () => {
    expectEqual(await branched(model), await padded(model));
  });

  test('also where no sequence has a prefix', async () => {
    const apart = sequences.map((sequence) => ({ prefix: [], branches: [sequence] }));
    expectEqual(await branched(model, apart), await padded(model));
  });

  test('when the blocks are applied in two parts', async () => {
    const hidden: Hidden = (graph, inputs) =>
      graph.hiddenFrom(graph.lowerStates(inputs as never, 1), inputs as never, 1);
    expectEqual(await packed(model, hidden), await padded(model));
  });

  test('when the last block computes only the rows that are wanted', async () => {
    const expected = await padded(model);
    const wanted: Hidden = (graph, inputs, places) => graph.hiddenRows(inputs as never, places);
    expectEqual(await packed(model, wanted), expected);
    expectEqual(await branched(model, groups, wanted), expected);
    for (const blocks of [1, 2]) {
      const above: Hidden = (graph, inputs, places) =>
        graph.hiddenFrom(graph.lowerStates(inputs as never, blocks), inputs as never, blocks, places);
      expectEqual(await packed(model, above), expected);
    }
  });
});

test('sequences are sorted into blocks that leave few places empty, and as few blocks as pay', () => {
  const lengths = [200, 20, 22, 210, 90, 21, 100, 19];
  const shapes = (blocks: { length: number }[][]) => blocks.map((lines) => lines.map(({ length }) => length));
  expect(shapes(sortedIntoBlocks(linesOf(lengths)))).toEqual([
    [19, 20, 21, 22],
    [90, 100],
    [200, 210],
  ]);
  expect(shapes(sortedIntoBlocks(linesOf([5, 3, 4])))).toEqual([[3, 4, 5], [], []]);
  expect(shapes(sortedIntoBlocks([]))).toEqual([[], [], []]);
  const { places, longIndex, shortReal } = packSequences(lengths.map((length) => Array(length).fill(1)));
  expect(new Set([...(places.data as BigInt64Array)]).size).toBe(682);
  expect(longIndex.shape).toEqual([2, 210]);
  expect(shortReal.shape).toEqual([4, 22]);
});

test('rows of a branched batch stand where it says', () => {
  const { feeds, rows } = packBranched(groups);
  expect(rows).toEqual({
    prefixes: [0, 4, 5],
    branches: [
      [5, 6],
      [9, 11, 15],
      [16, 18],
    ],
  });
  expect([...(feeds.tokens.data as BigInt64Array)].map(Number)).toEqual([
    1, 2, 3, 4, 9, 5, 6, 7, 8, 10, 11, 2, 2, 2, 2, 3, 4, 3, 1,
  ]);
  expect([...(feeds.positions.data as BigInt64Array)].map(Number)).toEqual([
    0, 1, 2, 3, 0, 4, 4, 5, 6, 1, 2, 1, 2, 3, 4, 1, 0, 1, 0,
  ]);
  expect(feeds.branchIndex.shape).toEqual([3, 3, 4]);
});

test('a batch of nothing, a token beyond the vocabulary and a sequence longer than the context are told in a sentence', async () => {
  expect(() => packSequences([])).toThrow(
    'A batch needs at least one token, but this one has none (sequences: 0)',
  );
  expect(() => packSequences([[], []])).toThrow('(sequences: 2); leave it out.');
  expect(() => packBranched([])).toThrow(
    'A batch needs at least one group of sequences, but this one has none',
  );
  const config = { model_type: 'gpt2', vocab_size: 13, n_positions: 4, n_embd: 8, n_layer: 1, n_head: 1 };
  const model = Model.initialize(config, { head: 'score', seed: 1 });
  await using forward = await Forward.create({
    model,
    inputs: packedInputs,
    outputs: (graph, inputs) => ({ scores: graph.scores(graph.hiddenRows(inputs)) }),
  });
  await using trainer = await Trainer.create({
    model,
    inputs: branchedInputs,
    loss: (graph, inputs) => ({ loss: mean(graph.scores(graph.hiddenRows(inputs))) }),
  });
  const step = (prefix: number[], branch: number[]) =>
    trainer.step(packBranched([{ prefix, branches: [branch] }]).feeds, { learningRate: 0 });
  const foreign = /has the token 13, but the model's tokens go from 0 to 12; use the tokenizer/;
  const long = /has a sequence of 5 tokens, but the model's context has 4; shorten it/;
  await expect(forward.run(packSequences([[12, 13]]))).rejects.toThrow(foreign);
  await expect(forward.run(packSequences([[1], [1, 2, 3, 4, 5]]))).rejects.toThrow(long);
  await expect(forward.run(packSequences([[-1]]))).rejects.toThrow(/has the token -1/);
  await expect(step([1], [13])).rejects.toThrow(foreign);
  await expect(step([1, 2], [3, 4, 5])).rejects.toThrow(long);
  expect((await forward.run(packSequences([[12, 0, 1, 2]]))).scores.data).toHaveLength(4);
  expect((await step([1, 2], [3, 4])).loss).toBeTypeOf('number');
});
