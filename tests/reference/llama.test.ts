import { join } from 'node:path';
import {
  createRandom,
  crossEntropy,
  Forward,
  Generator,
  gatherPositions,
  type Head,
  int64,
  Model,
  padBatch,
  readSafetensors,
  slice,
  type Tensors,
  Trainer,
} from '@heed/engine';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { largestDifference, readValues, relativeDifference } from './compare.ts';
import { describeReference, runScript } from './python.ts';

const list = z.array(z.number());
const valuesSchema = z.object({
  sequences: z.array(list),
  logits: z.array(z.array(list)),
  prompts: z.array(list),
  greedy: z.array(list),
  scoreWeight: list,
  scores: list,
});
const cases = ['llama', 'llama-linear', 'llama-dynamic', 'llama-llama3', 'mistral', 'qwen2', 'qwen3'];
const pad = 1;
const batchTypes = {
  tokens: { shape: ['B', 'T'], dtype: 'int64' as const },
  mask: { shape: ['B', 'T'], dtype: 'float32' as const },
};

describeReference(
  'The Llama family',
  (folder) => runScript('llama.py', join(folder, 'llama')),
  (folder) => {
    describe.each(cases)('%s', (name) => {
      const file = (end: string) => join(folder(), 'llama', name, end);
      let values: z.infer<typeof valuesSchema>;
      let config: { model_type: string };
      let weights: Tensors;
      beforeAll(async () => {
        values = await readValues(file('values.json'), valuesSchema);
        config = await readValues(file('config.json'), z.looseObject({ model_type: z.string() }));
        weights = (await readSafetensors(file('model.safetensors'))).tensors;
      });
      const model = (head: Head = 'language-model') => Model.fromTensors(config, weights, { head, seed: 0 });

      test.each(['left', 'right'] as const)('logits agree to 1e-4, padded on the %s', async (side) => {
        await using forward = await Forward.create({
          model: model(),
          inputs: batchTypes,
          outputs: (graph, { tokens, mask }) => ({
            logits: graph.logits(graph.hidden(tokens, { attentionMask: mask })),
          }),
        });
        const { logits } = await forward.run(padBatch(values.sequences, pad, { side }));
        const [, length, vocabulary] = logits.shape as [number, number, number];
        for (const [row, ids] of values.sequences.entries()) {
          const start = row * length + (side === 'left' ? length - ids.length : 0);
          const actual = logits.data.subarray(start * vocabulary, (start + ids.length) * vocabulary);
          expect(largestDifference(actual, (values.logits[row] as number[][]).flat())).toBeLessThan(1e-4);
        }
      });

      test('the gradient of every tensor agrees to 1e-4 of its norm', async () => {
        await using trainer = await Trainer.create({
          model: model(),
          inputs: batchTypes,
          loss: (graph, { tokens, mask }) => {
            const logits = graph.logits(slice(graph.hidden(tokens), 1, 0, 'T-1'));
            return { loss: crossEntropy(logits, slice(tokens, 1, 1), slice(mask, 1, 1)) };
          },
          optimizer: { beta1: 0, clipNorm: Number.POSITIVE_INFINITY },
        });
        await trainer.step(padBatch(values.sequences, pad), { learningRate: 0 });
        // without β₁ the first moment is the gradient
        const { names, firstMoment } = trainer.exportState();
        const { tensors: gradients } = await readSafetensors(file('gradients.safetensors'));
        expect([...gradients.keys()].sort()).toEqual([...names].sort());
        for (const [name, { offset, length }] of trainer.model.parameters.layout) {
          const expected = gradients.get(name)?.data ?? [];
          const actual = firstMoment.subarray(offset, offset + length);
          expect(relativeDifference(actual, expected), name).toBeLessThan(1e-4);
        }
      });

      test('24 greedy tokens of three prompts are the same', async () => {
        await using generator = await Generator.create({
          model: model(),
          maxNewTokens: 24,
          temperature: 0,
          endToken: -1,
        });
        const completions = await generator.generate(values.prompts, createRandom(0));
        expect(completions.map(({ tokens }) => tokens)).toEqual(values.greedy);
      });

      test('the score of the last real token agrees to 1e-4', async () => {
        const scorer = model('score');
        scorer.parameters.view('score.weight').set(values.scoreWeight);
        await using forward = await Forward.create({
          model: scorer,
          inputs: { tokens: batchTypes.tokens, last: { shape: ['B'], dtype: 'int64' } },
          outputs: (graph, { tokens, last }) => ({
            scores: graph.scores(gatherPositions(graph.hidden(tokens), last)),
          }),
        });
        const { tokens } = padBatch(values.sequences, pad);
        const width = tokens.shape[1] as number;
        const last = int64(values.sequences.map((ids, row) => row * width + ids.length - 1));
        const { scores } = await forward.run({ tokens, last });
        expect(largestDifference(scores.data, values.scores)).toBeLessThan(1e-4);
      });
    });
  },
);
