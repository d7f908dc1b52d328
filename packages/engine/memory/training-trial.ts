import {
  createLowRankAdapter,
  gatherPositions,
  int64,
  Model,
  mean,
  neg,
  Trainer,
  tokenLogProbs,
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
const targets = rows * (length - 1);
const trainer = await Trainer.create({
  model,
  adapter,
  inputs: {
    tokens: { shape: ['B', 'T'], dtype: 'int64' },
    positions: { shape: ['N'], dtype: 'int64' },
    targets: { shape: ['N'], dtype: 'int64' },
  },
  loss: (graph, inputs) => {
    const logits = graph.logits(gatherPositions(graph.hidden(inputs.tokens), inputs.positions));
    return { loss: neg(mean(tokenLogProbs(logits, inputs.targets))) };
  },
  device: 'cpu',
});
const token = (n: number) => (n * 7919) % vocabularySize;
const feeds = {
  tokens: {
    shape: [rows, length],
    data: BigInt64Array.from({ length: rows * length }, (_, n) => BigInt(token(n))),
  },
  positions: int64(
    Array.from({ length: targets }, (_, n) => Math.floor(n / (length - 1)) * length + (n % (length - 1))),
  ),
  targets: int64(Array.from({ length: targets }, (_, n) => token(n + 1))),
};
for (let step = 0; step < 4; step++) await trainer.step(feeds, { learningRate: 1e-3 });
const measured = {
  parameters: model.parameterCount,
  trained: (adapter ?? model).parameterCount,
  targets,
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit(0));
