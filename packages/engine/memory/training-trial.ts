import {
  createLowRankAdapter,
  int64,
  Model,
  mean,
  neg,
  packedInputs,
  packSequences,
  Trainer,
} from '../index.ts';

/** Trains a model of the sizes in its argument for a few steps, and prints what the process took at most as JSON. */
const { tune, layers, width, heads, vocabularySize, rows, length } = JSON.parse(process.argv[2] as string);
const model = Model.initialize(
  {
    model_type: 'gpt2',
    ...{ vocab_size: vocabularySize, n_positions: length, n_embd: width, n_layer: layers, n_head: heads },
  },
  { head: 'language-model', seed: 1 },
);
const adapter =
  tune === 'lora'
    ? createLowRankAdapter(model, { rank: 8, alpha: 16, targets: 'all-linear', seed: 1 })
    : undefined;
const token = (n: number) => (n * 7919) % vocabularySize;
const sequences = Array.from({ length: rows }, (_, row) =>
  Array.from({ length }, (_, place) => token(row * length + place)),
);
const predictors = sequences.flatMap((_, row) =>
  Array.from({ length: length - 1 }, (_, place) => row * length + place),
);
const trainer = await Trainer.create({
  model,
  adapter,
  inputs: {
    ...packedInputs,
    predictors: { shape: ['N'], dtype: 'int64' },
    targets: { shape: ['N'], dtype: 'int64' },
  },
  loss: (graph, inputs) => {
    const states = graph.hiddenRows(inputs, inputs.predictors);
    return { loss: neg(mean(graph.predict(states, inputs.targets).logProbs)) };
  },
  device: 'cpu',
});
const feeds = {
  ...packSequences(sequences),
  predictors: int64(predictors),
  targets: int64(predictors.map((place) => token(place + 1))),
};
for (let step = 0; step < 4; step++) await trainer.step(feeds, { learningRate: 1e-3 });
const measured = {
  parameters: model.parameterCount,
  trained: (adapter ?? model).parameterCount,
  targets: predictors.length,
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit(0));
