import {
  createLowRankAdapter,
  createRandom,
  crossEntropy,
  type Device,
  Generator,
  Model,
  padBatch,
  slice,
  Trainer,
} from '../index.ts';

/** Trains (whole or by LoRA) and generates with a tiny model on the device named first, and prints what came out as JSON. */
const [device, modelType, tuning] = process.argv.slice(2) as [Device, keyof typeof configs, 'all' | 'lora'];
const configs = {
  gpt2: { n_positions: 16, n_embd: 16, n_layer: 1, n_head: 2 },
  qwen3: {
    hidden_size: 16,
    intermediate_size: 12,
    num_hidden_layers: 1,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    head_dim: 4,
    max_position_embeddings: 16,
  },
};
const model = Model.initialize(
  { model_type: modelType, vocab_size: 13, ...configs[modelType] },
  { head: 'language-model', seed: 1 },
);
const adapter =
  tuning === 'lora'
    ? createLowRankAdapter(model, { rank: 2, alpha: 4, targets: 'all-linear', seed: 1 })
    : undefined;
const trainer = await Trainer.create({
  model,
  adapter,
  inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' }, mask: { shape: ['B', 'T'], dtype: 'float32' } },
  loss: (graph, { tokens, mask }) => {
    const logits = graph.logits(slice(graph.hidden(tokens), 1, 0, 'T-1'));
    return { loss: crossEntropy(logits, slice(tokens, 1, 1), slice(mask, 1, 1)) };
  },
  optimizer: { weightDecay: 0.01 },
  device,
});
const batch = padBatch(
  [
    [1, 2, 3, 4, 5, 1, 2, 1],
    [7, 8, 9],
  ],
  0,
);
const losses: number[] = [];
for (let step = 0; step < 3; step++) losses.push((await trainer.step(batch, { learningRate: 1e-2 })).loss);
const generator = await Generator.create({
  model,
  adapter,
  maxNewTokens: 5,
  temperature: 0,
  endToken: 12,
  device,
});
const completions = await generator.generate([[1, 2, 3], [4]], createRandom(1));
process.stdout.write(`${JSON.stringify({ losses, tokens: completions.map((one) => one.tokens) })}\n`);
process.exit(0);
