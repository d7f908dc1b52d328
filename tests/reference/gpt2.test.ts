import { join } from 'node:path';
import {
  crossEntropy,
  type Feed,
  Forward,
  gatherPositions,
  int64,
  learningRateAt,
  Model,
  padBatch,
  readSafetensors,
  type Tensors,
  Trainer,
} from '@heed/engine';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  largestDifference,
  readValues,
  recordedOptimizer,
  recordedSchedule,
  relativeDifference,
} from './compare.ts';
import { describeReference, runScript } from './python.ts';

const valuesSchema = z.object({
  config: z.looseObject({ pad_token_id: z.number() }),
  optimizer: recordedOptimizer,
  schedule: recordedSchedule,
  batches: z.array(z.array(z.object({ ids: z.array(z.number()), prompt: z.number() }))),
  logits: z.array(z.array(z.array(z.number()))),
  scores: z.array(z.number()),
  steps: z.array(z.object({ loss: z.number(), gradientNorm: z.number(), learningRate: z.number() })),
});

type Values = z.infer<typeof valuesSchema>;
type Batch = Values['batches'][number];

/** Rows of zeros and ones as float32 [B,T], padded with zeros. */
function maskFeed(rows: number[][]): Feed {
  const { shape, data } = padBatch(rows, 0).tokens;
  return { shape, data: Float32Array.from(data as BigInt64Array, Number) };
}

describeReference(
  'GPT-2',
  (folder) => runScript('gpt2.py', join(folder, 'gpt2')),
  (folder) => {
    let values: Values;
    let weights: Tensors;
    beforeAll(async () => {
      values = await readValues(join(folder(), 'gpt2/values.json'), valuesSchema);
      weights = await tensorsIn('weights');
    });

    const tensorsIn = async (name: string) =>
      (await readSafetensors(join(folder(), 'gpt2', `${name}.safetensors`))).tensors;
    const model = (head: 'language-model' | 'score') =>
      Model.fromTensors(values.config, weights, { head, seed: 0 });
    const padded = (batch: Batch) =>
      padBatch(
        batch.map(({ ids }) => ids),
        values.config.pad_token_id,
      ).tokens;
    const trainer = (optimizer: Values['optimizer']) => createTrainer(model('language-model'), optimizer);

    /** Tokens, the token after each, and 1 where that token belongs to the answer. */
    const feedsOf = (batch: Batch) => ({
      tokens: padded(batch),
      targets: padded(batch.map(({ ids, prompt }) => ({ ids: [...ids.slice(1), 0], prompt }))),
      mask: maskFeed(
        batch.map(({ ids, prompt }) => ids.map((_, t) => (t + 1 >= prompt && t + 1 < ids.length ? 1 : 0))),
      ),
    });

    test('logits agree to 1e-4', async () => {
      const batch = values.batches[0] as Batch;
      await using forward = await Forward.create({
        model: model('language-model'),
        inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' } },
        outputs: (graph, { tokens }) => ({ logits: graph.logits(graph.hidden(tokens)) }),
      });
      const { logits } = await forward.run({ tokens: padded(batch) });
      const [, length, vocabulary] = logits.shape as [number, number, number];
      for (const [row, { ids }] of batch.entries()) {
        const start = row * length * vocabulary;
        const actual = logits.data.subarray(start, start + ids.length * vocabulary);
        expect(largestDifference(actual, (values.logits[row] as number[][]).flat())).toBeLessThan(1e-4);
      }
    });

    test('the score of the last real token agrees to 1e-4', async () => {
      const batch = values.batches[0] as Batch;
      await using forward = await Forward.create({
        model: model('score'),
        inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' }, last: { shape: ['B'], dtype: 'int64' } },
        outputs: (graph, { tokens, last }) => ({
          scores: graph.scores(gatherPositions(graph.hidden(tokens), last)),
        }),
      });
      const tokens = padded(batch);
      const width = tokens.shape[1] as number;
      const last = int64(batch.map(({ ids }, row) => row * width + ids.length - 1));
      const { scores } = await forward.run({ tokens, last });
      expect(largestDifference(scores.data, values.scores)).toBeLessThan(1e-4);
    });

    test('the gradient of every tensor agrees to 1e-4 of its norm', async () => {
      const { beta1 } = values.optimizer;
      await using first = await trainer({ ...values.optimizer, clipNorm: Number.POSITIVE_INFINITY });
      await first.step(feedsOf(values.batches[0] as Batch), { learningRate: 0 });
      // After one step from nothing the first moment is (1 − β₁)·gradient.
      const { firstMoment } = first.exportState();
      for (const [name, expected] of await tensorsIn('gradients')) {
        const { offset, length } = first.model.parameters.layout.get(name) as {
          offset: number;
          length: number;
        };
        const gradient = firstMoment.subarray(offset, offset + length).map((value) => value / (1 - beta1));
        expect(relativeDifference(gradient, expected.data), name).toBeLessThan(1e-4);
      }
    });

    test('ten steps with clipping and warm-up: losses agree to 1e-5 of their size, weights to 1e-4', async () => {
      await using run = await trainer(values.optimizer);
      for (const [step, expected] of values.steps.entries()) {
        const learningRate = learningRateAt(values.schedule, step);
        expect(learningRate).toBeCloseTo(expected.learningRate, 8);
        const { loss, gradientNorm } = await run.step(feedsOf(values.batches[step] as Batch), {
          learningRate,
        });
        expect(Math.abs(loss / expected.loss - 1), `loss of step ${step}`).toBeLessThan(1e-5);
        expect(Math.abs(gradientNorm / expected.gradientNorm - 1), `norm of step ${step}`).toBeLessThan(1e-4);
      }
      const trained = await tensorsIn('trained');
      expect([...trained.keys()].sort()).toEqual([...run.model.tensors().keys()].sort());
      for (const [name, { data }] of run.model.tensors()) {
        const expected = trained.get(name)?.data ?? new Float32Array();
        expect(largestDifference(determined(name, data), determined(name, expected)), name).toBeLessThan(
          1e-4,
        );
      }
    });
  },
);

/**
 * The numbers of a weight that the loss depends on. The bias of the keys shifts every attention score of a query
 * alike, so its gradient is exactly 0, and Adam blows rounding noise up to steps of the size of the learning rate.
 */
function determined(name: string, data: Float32Array): Float32Array {
  if (!name.endsWith('attn.c_attn.bias')) return data;
  const width = data.length / 3;
  return Float32Array.from([...data.subarray(0, width), ...data.subarray(2 * width)]);
}

function createTrainer(model: Model, optimizer: Values['optimizer']) {
  return Trainer.create({
    model,
    inputs: {
      tokens: { shape: ['B', 'T'], dtype: 'int64' },
      targets: { shape: ['B', 'T'], dtype: 'int64' },
      mask: { shape: ['B', 'T'], dtype: 'float32' },
    },
    loss: (graph, { tokens, targets, mask }) => ({
      loss: crossEntropy(graph.logits(graph.hidden(tokens)), targets, mask),
    }),
    optimizer,
  });
}
