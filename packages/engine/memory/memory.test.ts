import { describe, expect, test } from 'vitest';
import {
  createRandom,
  crossEntropy,
  exp,
  Generator,
  MemoryError,
  Model,
  machineMemory,
  matmul,
  mul,
  padBatch,
  requireMemory,
  reshape,
  slice,
  sum,
  Trainer,
} from '../index.ts';
import { buildGraph } from '../onnx/build.ts';
import { input } from '../tensor/tensor.ts';
import { graphBytes } from './peak.ts';

describe('the bytes of a graph', () => {
  const x = input('x', ['B', 10]);
  const bytes = (graph: ReturnType<typeof buildGraph>, rows: number) =>
    graphBytes(graph, new Map([['B', rows]]));

  test('are those of its feeds and of what is alive at the same time', () => {
    const graph = buildGraph([x], { y: sum(exp(mul(x, 2)), 1) });
    const [fed, computed, result] = [1000, 1000, 100];
    expect(bytes(graph, 100)).toBe(4 * (fed + computed + result));
  });

  test('count a value until it is read for the last time, and a view not at all', () => {
    const kept = exp(x);
    const flat = reshape(kept, ['10*B']);
    const squares = matmul(kept, kept, { transposeB: true });
    expect(bytes(buildGraph([x], { squares, flat }), 50)).toBe(4 * (500 + 500 + 50 * 50));
    expect(bytes(buildGraph([x], { y: sum(sum(squares, 1), 0) }), 50)).toBe(4 * (500 + 500 + 50 * 50));
  });
});

test('a request that no machine could meet is one sentence with both sizes', () => {
  const about = {
    what: { en: 'The batch', zh: '该批次' },
    advice: { en: 'lower the batch size', zh: '请减小批大小' },
  };
  expect(() => requireMemory(3e9, about, { total: 4e9 })).not.toThrow();
  expect(() => requireMemory(51.2e9, about, { total: 8e9 })).toThrow(
    'The batch needs at least 51 GB of memory, but this machine has 8.0 GB; lower the batch size.',
  );
});

describe('before anything is allocated', () => {
  /** The attention of one text of this length takes a multiple of what the machine has. */
  const length = Math.ceil(Math.sqrt(machineMemory().total));
  const model = Model.initialize(
    { model_type: 'gpt2', vocab_size: 13, n_positions: length + 1, n_embd: 4, n_layer: 1, n_head: 2 },
    { head: 'language-model', seed: 1 },
  );
  const text = new Array<number>(length).fill(1);
  const sentence = (graph: string, symbol: string) =>
    new RegExp(
      `^The graph "${graph}" with .*${symbol} = ${length}.* needs at least .* GB of memory, but this machine has .* GB; lower the batch size, the lengths or the size of the model\\.$`,
    );

  test('a training step that cannot fit ends in one sentence, and the next one works', async () => {
    await using trainer = await Trainer.create({
      model,
      inputs: {
        tokens: { shape: ['B', 'T'], dtype: 'int64' },
        mask: { shape: ['B', 'T'], dtype: 'float32' },
      },
      loss: (graph, { tokens, mask }) => {
        const logits = graph.logits(slice(graph.hidden(tokens), 1, 0, 'T-1'));
        return { loss: crossEntropy(logits, slice(tokens, 1, 1), slice(mask, 1, 1)) };
      },
      device: 'cpu',
    });
    const failed = trainer.step(padBatch([text], 0), { learningRate: 0.1 });
    await expect(failed).rejects.toThrow(MemoryError);
    await expect(failed).rejects.toThrow(sentence('training step', 'T'));
    const { loss } = await trainer.step(padBatch([[1, 2, 3]], 0), { learningRate: 0.1 });
    expect(loss).toBeCloseTo(Math.log(13), 0);
  });

  test('a generation that cannot fit ends in one sentence', async () => {
    await using generator = await Generator.create({
      model,
      ...{ maxNewTokens: 1, temperature: 0, endToken: 12, device: 'cpu' },
    });
    await expect(generator.generate([text], createRandom(1))).rejects.toThrow(sentence('generation', 'P2'));
  });
});
