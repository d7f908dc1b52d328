import { expect, test } from 'vitest';
import { gradients } from '../autodiff/gradients.ts';
import { add, crossEntropy, Model, mean, mul, padBatch, slice, square } from '../index.ts';
import { buildGraph } from '../onnx/build.ts';
import { feed, toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import { modelGraph } from './graph.ts';
import { unpack } from './parameters.ts';

const config = {
  model_type: 'gpt2',
  vocab_size: 11,
  n_positions: 8,
  n_embd: 8,
  n_layer: 2,
  n_head: 2,
  initializer_range: 0.2,
};

test('the gradient of a whole transformer with both heads equals central differences in float64', async () => {
  const model = Model.initialize(config, { head: 'score', seed: 4 });
  const { length, layout } = model.parameters;
  const parameters = input('parameters', [length], 'float64');
  const tokens = input('tokens', ['B', 'T'], 'int64');
  const mask = input('mask', ['B', 'T'], 'float64');
  const graph = modelGraph(model.config, 'score', unpack(parameters, layout));
  const hidden = graph.hidden(tokens, { attentionMask: mask });
  const targets = slice(tokens, 1, 1);
  // queries at padding see forbidden keys only, and 1e9 leaves their scores too few digits for differences
  const language = crossEntropy(
    graph.logits(slice(hidden, 1, 0, 'T-1')),
    targets,
    mul(slice(mask, 1, 0, 'T-1'), slice(mask, 1, 1)),
  );
  const loss = add(language, mean(square(mul(graph.scores(hidden), mask))));
  const [slope] = gradients(loss, [parameters]) as [Tensor];
  const built = buildGraph([parameters, tokens, mask], { loss, slope });
  await using session = await Session.open(built, { device: 'cpu', threads: 1 });

  const batch = padBatch(
    [
      [1, 2, 3, 4, 5],
      [3, 1, 3],
    ],
    0,
    { side: 'left' },
  );
  const weights = [...model.parameters.data];
  const run = async () => {
    const result = await session.run({
      parameters: toOrt(feed(weights, [length], 'float64')),
      tokens: toOrt(batch.tokens),
      mask: toOrt(feed([...(batch.mask.data as Float32Array)], batch.mask.shape, 'float64')),
    });
    const [loss, slope] = ['loss', 'slope'].map((name) => result[name]?.data as Float64Array) as [
      Float64Array,
      Float64Array,
    ];
    return { loss: loss[0] as number, slope };
  };
  const { slope: computed } = await run();
  const at = async (place: number, value: number) => {
    const before = weights[place] as number;
    weights[place] = value;
    const result = (await run()).loss;
    weights[place] = before;
    return result;
  };
  for (const [name, slot] of layout)
    for (const within of [0, Math.floor(slot.length / 3), slot.length - 1]) {
      const place = slot.offset + within;
      const value = weights[place] as number;
      const difference = ((await at(place, value + 1e-5)) - (await at(place, value - 1e-5))) / 2e-5;
      expect(Math.abs((computed[place] as number) - difference), `${name}[${within}]`).toBeLessThan(1e-8);
    }
});
