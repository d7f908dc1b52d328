import { describe, expect, test } from 'vitest';
import { gradients } from '../autodiff/gradients.ts';
import {
  type Adapter,
  createLowRankAdapter,
  createRandom,
  createTopBlocksAdapter,
  crossEntropy,
  Forward,
  Generator,
  type Head,
  Model,
  type ModelGraph,
  mean,
  mergeAdapter,
  mul,
  padBatch,
  slice,
  square,
  Trainer,
} from '../index.ts';
import { families, familyOf } from '../models/family.ts';
import { modelGraph } from '../models/graph.ts';
import { type ParameterVector, unpack } from '../models/parameters.ts';
import { buildGraph } from '../onnx/build.ts';
import { feed, toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import { trainingGraph } from '../training/training-graph.ts';
import { readOnlyWeights, trainedWeights } from './weight-inputs.ts';

const samples = families.flatMap(({ modelType, samples }) =>
  samples.map((sample, n) => ({ name: `${modelType} ${n}`, sample: { ...sample, initializer_range: 0.2 } })),
);
const heads: Head[] = ['language-model', 'score'];
const kinds = ['LoRA', 'upper block'] as const;
const rows = [
  [1, 2, 3, 4, 5, 6],
  [7, 8, 9],
];
const types = {
  tokens: { shape: ['B', 'T'], dtype: 'int64' as const },
  mask: { shape: ['B', 'T'], dtype: 'float32' as const },
};

function create(kind: (typeof kinds)[number], model: Model, head?: Head): Adapter {
  if (kind === 'upper block') return createTopBlocksAdapter(model, { blocks: 1, head, seed: 5 });
  return createLowRankAdapter(model, { rank: 3, alpha: 4, targets: 'all-linear', head, seed: 5 });
}

/** As if it had been trained: no number is what it was. */
function disturb({ parameters }: Adapter): void {
  const random = createRandom(11);
  for (const [place, value] of parameters.data.entries())
    parameters.data[place] = value + 0.1 * random.normal();
}

const outputOf = (graph: ModelGraph, head: Head, tokens: Tensor) =>
  head === 'score' ? graph.scores(graph.hidden(tokens)) : graph.logits(graph.hidden(tokens));

async function outputs(model: Model, adapter?: Adapter): Promise<Float32Array> {
  await using forward = await Forward.create({
    model,
    adapter,
    inputs: { tokens: types.tokens },
    outputs: (graph, { tokens }) => ({ result: outputOf(graph, (adapter ?? model).head, tokens) }),
  });
  return (await forward.run({ tokens: padBatch(rows, 0).tokens })).result.data;
}

/** Cross-entropy over every next token, or the mean square of the scores. */
function lossOf(graph: ModelGraph, head: Head, tokens: Tensor, mask: Tensor): Tensor {
  const hidden = graph.hidden(tokens);
  if (head === 'score') return mean(square(mul(graph.scores(hidden), mask)));
  return crossEntropy(graph.logits(slice(hidden, 1, 0, 'T-1')), slice(tokens, 1, 1), slice(mask, 1, 1));
}

const createTrainer = (model: Model, adapter: Adapter) =>
  Trainer.create({
    model,
    adapter,
    inputs: types,
    loss: (graph, { tokens, mask }) => ({ loss: lossOf(graph, adapter.head, tokens, mask) }),
    optimizer: { weightDecay: 0.1 },
  });

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, place) => Math.abs(value - (b[place] as number))));
}

describe.each(samples)('$name', ({ sample }) => {
  const start = (head: Head = 'language-model') => Model.initialize(sample, { head, seed: 3 });

  test('says of every weight where it stands, and which matrices project for attention and MLP', () => {
    const { layers } = start().dimensions;
    const { place, parameters } = familyOf(start().config.model_type);
    const places = parameters(start().config, 'score').map((spec) => ({ ...spec, ...place(spec.name) }));
    expect(places.filter(({ at }) => at === 'embeddings')[0]?.shape).toHaveLength(2);
    expect(places.filter(({ at }) => at === 'top').map(({ name }) => name)).toContain('score.weight');
    for (let block = 0; block < layers; block++)
      for (const projection of ['attention', 'mlp'] as const) {
        const matrices = places.filter(
          (one) => one.at === 'block' && one.block === block && one.projection === projection,
        );
        expect(matrices.length).toBeGreaterThan(1);
        for (const { name, shape } of matrices)
          expect([name, shape.length]).toEqual([expect.stringMatching(/\.weight$/), 2]);
      }
  });

  describe.each(kinds)('%s', (kind) => {
    test.each(heads)('a fresh adapter leaves the outputs of a %s exactly as they were', async (head) => {
      const model = start(head);
      expect(await outputs(model, create(kind, model))).toEqual(await outputs(model));
    });

    test.each(heads)('merged and unmerged, a trained %s gives the same to 1e-5', async (head) => {
      const model = start(head);
      const adapter = create(kind, model);
      disturb(adapter);
      const unmerged = await outputs(model, adapter);
      expect(largestDifference(unmerged, await outputs(model))).toBeGreaterThan(0.01);
      expect(largestDifference(unmerged, await outputs(mergeAdapter(model, adapter)))).toBeLessThan(1e-5);
    });

    test('a score head stands on the body of a language model, which keeps its own head', async () => {
      const model = start();
      const adapter = create(kind, model, 'score');
      expect(await outputs(model, adapter)).toEqual(await outputs(model.withHead('score', 5)));
      disturb(adapter);
      const merged = mergeAdapter(model, adapter);
      expect(merged.head).toBe('score');
      expect(largestDifference(await outputs(model, adapter), await outputs(merged))).toBeLessThan(1e-5);
    });

    test('generates what the merged model generates', async () => {
      const model = start();
      const adapter = create(kind, model);
      disturb(adapter);
      const generate = async (of: { model: Model; adapter?: Adapter }) => {
        const settings = { maxNewTokens: 6, temperature: 1, endToken: 0 };
        await using generator = await Generator.create({ ...of, ...settings });
        return generator.generate(rows, createRandom(2));
      };
      const [unmerged, merged] = [
        await generate({ model, adapter }),
        await generate({ model: mergeAdapter(model, adapter) }),
      ];
      for (const [row, { tokens, logProbs }] of unmerged.entries()) {
        expect(tokens).toEqual(merged[row]?.tokens);
        expect(largestDifference(logProbs, merged[row]?.logProbs ?? [])).toBeLessThan(1e-4);
      }
    });

    test('training changes the adapter alone, and goes on from a saved state bit for bit', async () => {
      const model = start();
      const untouched = model.clone();
      const adapter = create(kind, model);
      const feeds = padBatch(rows, 0);
      await using trainer = await createTrainer(model, adapter);
      const losses: number[] = [];
      const step = async (one: typeof trainer) => (await one.step(feeds, { learningRate: 0.01 })).loss;
      for (let n = 0; n < 4; n++) losses.push(await step(trainer));
      expect(losses[3]).toBeLessThan(losses[0] as number);
      const state = trainer.exportState();
      expect(state.weights).toHaveLength(adapter.parameterCount);

      const resumed = create(kind, model);
      await using other = await createTrainer(model, resumed);
      other.importState(state);
      expect(await step(other)).toBe(await step(trainer));
      expect(resumed.parameters.data).toEqual(adapter.parameters.data);
      expect(model.parameters.data).toEqual(untouched.parameters.data);
    });

    test('graphs read the memory of the model, and never a copy of it', () => {
      const model = start();
      const adapter = create(kind, model);
      const buffers = new Set([model, adapter].map(({ parameters }) => parameters.data.buffer));
      for (const { feeds } of [
        readOnlyWeights(model),
        readOnlyWeights(model, adapter),
        trainedWeights(model, adapter),
      ])
        for (const tensor of Object.values(feeds))
          expect(buffers).toContain((tensor.data as Float32Array).buffer);
      expect(Object.keys(readOnlyWeights(model).feeds)).toHaveLength(model.parameters.layout.size);
    });
  });

  test.each(heads)(
    'the gradient of every number of A and B of a %s equals central differences',
    async (head) => {
      const model = start(head);
      const adapter = create('LoRA', model);
      disturb(adapter);
      await expectGradients(model, adapter);
    },
  );
});

/** In float64, at three numbers of each weight of the adapter. */
async function expectGradients(model: Model, adapter: Adapter): Promise<void> {
  const symbols = (name: string, { length, layout }: ParameterVector) => {
    const vector = input(name, [length], 'float64');
    return { vector, weights: unpack(vector, layout) };
  };
  const [base, own] = [symbols('base', model.parameters), symbols('own', adapter.parameters)];
  const tokens = input('tokens', ['B', 'T'], 'int64');
  const mask = input('mask', ['B', 'T'], 'float64');
  const graph = modelGraph(model.config, adapter.head, adapter.over(base.weights, own.weights));
  const loss = lossOf(graph, adapter.head, tokens, mask);
  const [slope] = gradients(loss, [own.vector]) as [Tensor];
  const built = buildGraph([base.vector, own.vector, tokens, mask], { loss, slope });
  await using session = await Session.open(built, { device: 'cpu', threads: 1 });
  const batch = padBatch(rows, 0);
  const numbers = [...adapter.parameters.data];
  const asFloat64 = (values: ArrayLike<number>, shape: readonly number[]) =>
    toOrt(feed(Array.from(values), shape, 'float64'));
  const run = async () => {
    const result = await session.run({
      base: asFloat64(model.parameters.data, [model.parameterCount]),
      own: asFloat64(numbers, [numbers.length]),
      tokens: toOrt(batch.tokens),
      mask: asFloat64(batch.mask.data as Float32Array, batch.mask.shape),
    });
    const [loss, slope] = ['loss', 'slope'].map((name) => result[name]?.data as Float64Array) as [
      Float64Array,
      Float64Array,
    ];
    return { loss: loss[0] as number, slope };
  };
  const { slope: computed } = await run();
  const lossAt = async (place: number, value: number) => {
    const before = numbers[place] as number;
    numbers[place] = value;
    const { loss } = await run();
    numbers[place] = before;
    return loss;
  };
  for (const [name, { offset, length }] of adapter.parameters.layout)
    for (const within of [0, Math.floor(length / 3), length - 1]) {
      const place = offset + within;
      const value = numbers[place] as number;
      const difference = ((await lossAt(place, value + 1e-5)) - (await lossAt(place, value - 1e-5))) / 2e-5;
      expect(Math.abs((computed[place] as number) - difference), `${name}[${within}]`).toBeLessThan(1e-8);
    }
}

describe('the boundary of the upper blocks', () => {
  const deep = { model_type: 'gpt2', vocab_size: 13, n_positions: 16, n_embd: 16, n_layer: 4, n_head: 2 };
  const model = Model.initialize(deep, { head: 'language-model', seed: 1 });

  /** How many nodes of a training graph read each weight, and how many nodes there are. */
  function readers(adapter?: Adapter) {
    const loss = (graph: ModelGraph, { tokens, mask }: Record<'tokens' | 'mask', Tensor>) => ({
      loss: lossOf(graph, 'language-model', tokens, mask),
    });
    const { graph } = trainingGraph({ model, adapter }, types, loss);
    const count = (name: string) => graph.nodes.filter(({ inputs }) => inputs.includes(name)).length;
    return { count, nodes: graph.nodes.length };
  }

  test('no backward node stands below it: each matrix there is read once, by the forward pass', () => {
    const whole = readers();
    const upper = readers(createTopBlocksAdapter(model, { blocks: 1, seed: 1 }));
    for (const block of [0, 1, 2, 3])
      for (const layer of ['attn.c_attn', 'attn.c_proj', 'mlp.c_fc', 'mlp.c_proj']) {
        const name = `transformer.h.${block}.${layer}.weight`;
        expect(whole.count(name)).toBeGreaterThan(1);
        // the input of the block is not trained, so its first matrix passes a gradient on to its norm only
        expect(upper.count(name), name).toBe(block < 3 ? 1 : 2);
      }
    expect(upper.count('transformer.wte.weight')).toBe(3);
    const perBlock = readers(createTopBlocksAdapter(model, { blocks: 2, seed: 1 })).nodes - upper.nodes;
    expect(whole.nodes - upper.nodes).toBeGreaterThan(2.5 * perBlock);
  });

  test('moments are kept for the trained weights only', async () => {
    const adapter = createTopBlocksAdapter(model, { blocks: 1, seed: 1 });
    await using trainer = await createTrainer(model, adapter);
    const { firstMoment, names } = trainer.exportState();
    expect(names.every((name) => /^transformer\.(h\.3|ln_f)\./.test(name))).toBe(true);
    expect(firstMoment.length).toBe(adapter.parameterCount);
    expect(firstMoment.length).toBeLessThan(model.parameterCount / 3);
  });

  test('says how many layers the model has', () => {
    expect(() => createTopBlocksAdapter(model, { blocks: 5, seed: 1 })).toThrow('has 4 layers; its upper 5');
    expect(() => createLowRankAdapter(model, { rank: 0, alpha: 1, targets: 'attention', seed: 1 })).toThrow(
      'whole number from 1, not 0',
    );
  });
});
