import { describe, expect, test } from 'vitest';
import {
  crossEntropy,
  Forward,
  Model,
  mean,
  mul,
  NonFiniteError,
  padBatch,
  reshape,
  slice,
  Trainer,
  tokenLogProbs,
} from '../index.ts';

const config = { model_type: 'gpt2', vocab_size: 13, n_positions: 16, n_embd: 16, n_layer: 2, n_head: 2 };
const sequences = [
  [1, 2, 3, 4, 5, 6],
  [7, 8, 9, 10],
  [3, 1, 4, 1, 5, 9],
];

const createTrainer = (model: Model, options: { weightDecay?: number } = {}) =>
  Trainer.create({
    model,
    inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' }, mask: { shape: ['B', 'T'], dtype: 'float32' } },
    loss: (graph, { tokens, mask }) => {
      const hidden = slice(graph.hidden(tokens), 1, 0, 'T-1');
      const loss = crossEntropy(graph.logits(hidden), slice(tokens, 1, 1), slice(mask, 1, 1));
      return { loss, metrics: { doubled: mul(loss, 2) } };
    },
    optimizer: { weightDecay: options.weightDecay ?? 0 },
    device: 'cpu',
  });

async function train(model: Model, steps: number, learningRate = 1e-2) {
  await using trainer = await createTrainer(model);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++)
    losses.push((await trainer.step(padBatch(sequences, 0), { learningRate })).loss);
  return losses;
}

describe('Trainer', () => {
  test('fits a tiny batch to almost no loss', async () => {
    const losses = await train(Model.initialize(config, { head: 'language-model', seed: 1 }), 120);
    expect(losses[0]).toBeCloseTo(Math.log(13), 0);
    expect(losses.at(-1)).toBeLessThan(0.02);
  });

  test('gives the same losses for the same seed, and others for another', async () => {
    const losses = (seed: number) => train(Model.initialize(config, { head: 'language-model', seed }), 5);
    expect(await losses(1)).toEqual(await losses(1));
    expect(await losses(1)).not.toEqual(await losses(2));
  });

  test('goes on from a saved state bit for bit as if it had not been interrupted', async () => {
    const undisturbed = Model.initialize(config, { head: 'language-model', seed: 1 });
    await using trainer = await createTrainer(undisturbed, { weightDecay: 0.1 });
    const feeds = padBatch(sequences, 0);
    for (let step = 0; step < 3; step++) await trainer.step(feeds, { learningRate: 1e-2 });
    const state = structuredClone(trainer.exportState());
    const metrics = await trainer.step(feeds, { learningRate: 1e-2 });

    const resumed = Model.initialize(config, { head: 'language-model', seed: 2 });
    await using other = await createTrainer(resumed, { weightDecay: 0.1 });
    other.importState(state);
    expect(await other.step(feeds, { learningRate: 1e-2 })).toEqual(metrics);
    expect(resumed.parameters.data).toEqual(undisturbed.parameters.data);
    expect(other.stepCount).toBe(4);
  });

  test('gives its state without a copy', async () => {
    const model = Model.initialize(config, { head: 'language-model', seed: 1 });
    await using whole = await createTrainer(model);
    expect(whole.exportState().weights.buffer).toBe(model.parameters.data.buffer);
  });

  test('decays matrices toward zero, and nothing else', async () => {
    const model = Model.initialize(config, { head: 'score', seed: 1 });
    const before = model.clone();
    await using trainer = await Trainer.create({
      model,
      inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' } },
      loss: (graph, { tokens }) => ({ loss: mul(mean(graph.scores(graph.hidden(tokens))), 0) }),
      optimizer: { weightDecay: 0.5 },
    });
    await trainer.step({ tokens: padBatch(sequences, 0).tokens }, { learningRate: 0.1 });
    for (const [name, { shape, data }] of model.tensors())
      expect(data[3]).toBeCloseTo(
        (before.parameters.view(name)[3] as number) * (shape.length > 1 ? 0.95 : 1),
        6,
      );
  });

  test('names the step and keeps the weights when the loss is not finite', async () => {
    const model = Model.initialize(config, { head: 'language-model', seed: 1 });
    await using trainer = await createTrainer(model);
    const feeds = padBatch(sequences, 0);
    await trainer.step(feeds, { learningRate: 1e-2 });
    const before = model.parameters.data.slice();
    const mask = { ...feeds.mask, data: (feeds.mask.data as Float32Array).map(() => Number.NaN) };
    const failure = await trainer.step({ ...feeds, mask }, { learningRate: 1e-2 }).catch((error) => error);
    expect(failure).toBeInstanceOf(NonFiniteError);
    expect(failure.message).toMatch(/^Step 2 gave loss NaN/);
    expect(model.parameters.data).toEqual(before);
    expect(Number.isFinite((await trainer.step(feeds, { learningRate: 1e-2 })).loss)).toBe(true);
  });

  test('reports metrics from the same run', async () => {
    await using trainer = await createTrainer(Model.initialize(config, { head: 'language-model', seed: 1 }));
    const { loss, doubled } = await trainer.step(padBatch(sequences, 0), { learningRate: 0 });
    expect(doubled).toBeCloseTo(2 * loss, 6);
  });

  test('says which input is missing or of another length', async () => {
    await using trainer = await createTrainer(Model.initialize(config, { head: 'language-model', seed: 1 }));
    const { tokens, mask } = padBatch(sequences, 0);
    await expect(trainer.step({ tokens } as never, { learningRate: 0 })).rejects.toThrow(
      'needs a value for its input "mask"',
    );
    const short = padBatch([[1, 2]], 0).mask;
    await expect(trainer.step({ tokens, mask: short }, { learningRate: 0 })).rejects.toThrow(
      'axis 0 is 1 instead of 3',
    );
    await expect(trainer.step({ tokens: mask, mask }, { learningRate: 0 })).rejects.toThrow(
      'must be int64[B,T]',
    );
  });
});

describe('Forward', () => {
  test('sees the weights as they are at each run', async () => {
    const model = Model.initialize(config, { head: 'language-model', seed: 1 });
    await using forward = await Forward.create({
      model,
      inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' } },
      outputs: (graph, { tokens }) => {
        const logits = slice(graph.logits(graph.hidden(tokens)), 1, 0, 'T-1');
        return { logProbs: tokenLogProbs(logits, slice(tokens, 1, 1)) };
      },
    });
    const feeds = { tokens: padBatch([[1, 2, 3, 4, 5, 6]], 0).tokens };
    const before = await forward.run(feeds);
    expect(before.logProbs.shape).toEqual([1, 5]);
    await train(model, 60);
    const after = await forward.run(feeds);
    expect(Math.min(...after.logProbs.data)).toBeGreaterThan(Math.max(...before.logProbs.data));
  });

  test.each(['left', 'right'] as const)('ignores padding on the %s when it is masked', async (side) => {
    const model = Model.initialize(config, { head: 'score', seed: 1 });
    await using forward = await Forward.create({
      model,
      inputs: {
        tokens: { shape: ['B', 'T'], dtype: 'int64' },
        mask: { shape: ['B', 'T'], dtype: 'float32' },
      },
      outputs: (graph, { tokens, mask }) => ({
        scores: reshape(graph.scores(graph.hidden(tokens, { attentionMask: mask })), ['B', 'T']),
      }),
    });
    const alone = (await forward.run(padBatch([[7, 8, 9]], 0))).scores.data;
    const padded = (
      await forward.run(
        padBatch(
          [
            [1, 2, 3, 4, 5],
            [7, 8, 9],
          ],
          0,
          { side },
        ),
      )
    ).scores.data;
    const start = side === 'left' ? 7 : 5;
    for (const [place, score] of alone.entries()) expect(padded[start + place]).toBeCloseTo(score, 5);
  });
});
