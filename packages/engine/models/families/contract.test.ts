import * as ort from 'onnxruntime-node';
import { describe, expect, test } from 'vitest';
import { gradients } from '../../autodiff/gradients.ts';
import {
  createRandom,
  crossEntropy,
  exportOnnx,
  Forward,
  Generator,
  type Head,
  Model,
  mean,
  mul,
  padBatch,
  parseModelConfig,
  slice,
  square,
  Trainer,
  tokenLogProbs,
} from '../../index.ts';
import { buildGraph } from '../../onnx/build.ts';
import { feed, toOrt } from '../../session/feed.ts';
import { Session } from '../../session/session.ts';
import { input, type Tensor } from '../../tensor/tensor.ts';
import { families } from '../family.ts';
import { type ModelGraph, modelGraph } from '../graph.ts';
import { unpack } from '../parameters.ts';

const heads: Head[] = ['language-model', 'score'];
const samples = families.flatMap(({ modelType, samples }) =>
  samples.map((sample, n) => ({ name: `${modelType} ${n}`, sample: { ...sample, initializer_range: 0.3 } })),
);
const rows = [
  [1, 2, 3, 4, 5],
  [3, 1, 3],
];
const batchTypes = {
  tokens: { shape: ['B', 'T'], dtype: 'int64' as const },
  mask: { shape: ['B', 'T'], dtype: 'float32' as const },
};

/** What a head says of each token: logits [B,T,V] or scores [B,T]. */
const outputOf = (graph: ModelGraph, head: Head, hidden: Tensor) =>
  head === 'score' ? graph.scores(hidden) : graph.logits(hidden);

function lossOf(graph: ModelGraph, head: Head, tokens: Tensor, mask: Tensor): Tensor {
  const hidden = graph.hidden(tokens, { attentionMask: mask });
  if (head === 'score') return mean(square(mul(graph.scores(hidden), mask)));
  const isPair = mul(slice(mask, 1, 0, 'T-1'), slice(mask, 1, 1));
  return crossEntropy(graph.logits(slice(hidden, 1, 0, 'T-1')), slice(tokens, 1, 1), isPair);
}

/** The outputs at the real tokens of each row. */
async function forward(model: Model, side: 'left' | 'right', withMask = true): Promise<number[][]> {
  const { tokens, mask } = padBatch(rows, 0, { side });
  await using run = await Forward.create({
    model,
    inputs: batchTypes,
    outputs: (graph, { tokens, mask }) => {
      const hidden = graph.hidden(tokens, withMask ? { attentionMask: mask } : {});
      return { result: outputOf(graph, model.head, hidden), mask };
    },
  });
  const { result } = await run.run({ tokens, mask });
  const width = result.data.length / mask.data.length;
  return rows.map((row, n) => {
    const start = n * 5 + (side === 'left' ? 5 - row.length : 0);
    return [...result.data.subarray(start * width, (start + row.length) * width)];
  });
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
  expect(actual.length).toBe(expected.length);
  for (let n = 0; n < actual.length; n++)
    expect(Math.abs((actual[n] as number) - (expected[n] as number))).toBeLessThan(tolerance);
}

describe.each(samples)('$name', ({ sample }) => {
  const model = (head: Head) => Model.initialize(sample, { head, seed: 3 });

  test('names each weight once, as checkpoints do, and knows where it stands', () => {
    const config = parseModelConfig(sample);
    expect(parseModelConfig(JSON.parse(JSON.stringify(config)))).toEqual(config);
    const family = families.find((one) => one.modelType === config.model_type);
    const { layers } = model('score').dimensions;
    for (const head of heads) {
      const names = family?.parameters(config, head).map(({ name }) => name) ?? [];
      expect(new Set(names).size).toBe(names.length);
      expect(names.map((name) => family?.canonicalName(name))).toEqual(names);
      const places = names.map((name) => family?.place(name));
      expect(places.filter((place) => place?.at === 'embeddings').length).toBeGreaterThan(0);
      const blocks = places.flatMap((place) => (place?.at === 'block' ? [place.block] : []));
      expect([...new Set(blocks)]).toEqual(Array.from({ length: layers }, (_, block) => block));
    }
  });

  test('takes a language model’s weights for a score head', () => {
    const [language, score] = [model('language-model'), model('language-model').withHead('score', 9)];
    for (const [name, { data }] of score.tensors())
      if (name !== 'score.weight') expect(data, name).toEqual(language.parameters.view(name));
  });

  test.each(heads)('%s: the gradient equals central differences in float64', async (head) => {
    await using trial = await openInFloat64(model(head));
    const { slope } = await trial.run();
    for (const [name, { offset, length }] of trial.layout)
      for (const within of [0, Math.floor(length / 3), length - 1]) {
        const [above, below] = [
          await trial.at(offset + within, 1e-5),
          await trial.at(offset + within, -1e-5),
        ];
        const difference = (above - below) / 2e-5;
        const computed = slope[offset + within] as number;
        expect(Math.abs(computed - difference), `${name}[${within}]`).toBeLessThan(1e-8);
      }
  });

  test.each(heads)('%s: padding on either side changes nothing', async (head) => {
    const right = await forward(model(head), 'right', false);
    for (const side of ['left', 'right'] as const)
      for (const [n, row] of (await forward(model(head), side)).entries())
        expectClose(row, right[n] as number[], 1e-5);
  });

  test.each(heads)('%s: exported, it gives in onnxruntime what the engine gives', async (head) => {
    const { tokens, mask } = padBatch(rows, 0, { side: 'left' });
    const session = await ort.InferenceSession.create(exportOnnx(model(head)));
    const exported = await session.run({
      input_ids: toOrt(tokens),
      attention_mask: new ort.Tensor('int64', BigInt64Array.from([...mask.data], BigInt), mask.shape),
    });
    await session.release();
    const { data, dims } = exported[head === 'score' ? 'scores' : 'logits'] as ort.Tensor;
    const width = dims[2] ?? 1;
    for (const [n, row] of (await forward(model(head), 'left')).entries()) {
      const end = (n + 1) * 5 * width;
      expectClose((data as Float32Array).subarray(end - row.length, end), row, 1e-5);
    }
  });

  test('generates with the log-probabilities that a forward pass gives', async () => {
    const language = model('language-model');
    const settings = { maxNewTokens: 3, temperature: 0.8, endToken: 12 };
    await using generator = await Generator.create({ model: language, ...settings });
    const completions = await generator.generate(rows, createRandom(5));
    const whole = completions.map(({ tokens }, n) => [...(rows[n] as number[]), ...tokens]);
    await using run = await Forward.create({
      model: language,
      inputs: { tokens: batchTypes.tokens },
      outputs: (graph, { tokens }) => {
        const logits = graph.logits(slice(graph.hidden(tokens), 1, 0, 'T-1'));
        return { logProbs: tokenLogProbs(logits, slice(tokens, 1, 1), settings.temperature) };
      },
    });
    const { logProbs } = await run.run({ tokens: padBatch(whole, 0).tokens });
    for (const [n, completion] of completions.entries()) {
      const start = n * (logProbs.shape[1] as number) + (rows[n] as number[]).length - 1;
      expectClose(logProbs.data.subarray(start, start + completion.tokens.length), completion.logProbs, 1e-4);
    }
  });

  test.each(heads)('%s: training fits a tiny batch', async (head) => {
    await using trainer = await Trainer.create({
      model: model(head),
      inputs: batchTypes,
      loss: (graph, { tokens, mask }) => ({ loss: lossOf(graph, head, tokens, mask) }),
    });
    const losses: number[] = [];
    for (let step = 0; step < 40; step++)
      losses.push((await trainer.step(padBatch(rows, 0), { learningRate: 1e-2 })).loss);
    expect(losses.at(-1)).toBeLessThan(0.2 * (losses[0] as number));
  });
});

/** Loss and slope of all weights in float64. What queries at padding see is forbidden, so the loss leaves them out. */
async function openInFloat64(model: Model) {
  const { length, layout } = model.parameters;
  const parameters = input('parameters', [length], 'float64');
  const tokens = input('tokens', ['B', 'T'], 'int64');
  const mask = input('mask', ['B', 'T'], 'float64');
  const loss = lossOf(
    modelGraph(model.config, model.head, unpack(parameters, layout)),
    model.head,
    tokens,
    mask,
  );
  const [slope] = gradients(loss, [parameters]) as [Tensor];
  const graph = buildGraph([parameters, tokens, mask], { loss, slope });
  const session = await Session.open(graph, { device: 'cpu', threads: 1 });
  const batch = padBatch(rows, 0, { side: 'left' });
  const weights = [...model.parameters.data];
  const run = async () => {
    const result = await session.run({
      parameters: toOrt(feed(weights, [length], 'float64')),
      tokens: toOrt(batch.tokens),
      mask: toOrt(feed([...(batch.mask.data as Float32Array)], batch.mask.shape, 'float64')),
    });
    const numbers = (name: string) => result[name]?.data as Float64Array;
    return { loss: numbers('loss')[0] as number, slope: numbers('slope') };
  };
  const at = async (place: number, step: number) => {
    const before = weights[place] as number;
    weights[place] = before + step;
    const { loss } = await run();
    weights[place] = before;
    return loss;
  };
  return { layout, run, at, [Symbol.asyncDispose]: () => session.dispose() };
}
