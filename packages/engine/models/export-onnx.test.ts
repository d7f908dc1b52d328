import * as ort from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { exportOnnx, Forward, Model, padBatch } from '../index.ts';

const config = { model_type: 'gpt2', vocab_size: 13, n_positions: 16, n_embd: 16, n_layer: 2, n_head: 2 };
const rows = [
  [1, 2, 3, 4, 5],
  [7, 8, 9],
];

test.each(['language-model', 'score'] as const)(
  'an exported %s gives in onnxruntime what the model gives',
  async (head) => {
    const model = Model.initialize(config, { head, seed: 1 });
    const { tokens, mask } = padBatch(rows, 0, { side: 'left' });
    await using forward = await Forward.create({
      model,
      inputs: {
        tokens: { shape: ['B', 'T'], dtype: 'int64' },
        mask: { shape: ['B', 'T'], dtype: 'float32' },
      },
      outputs: (graph, inputs) => {
        const hidden = graph.hidden(inputs.tokens, { attentionMask: inputs.mask });
        return { result: head === 'score' ? graph.scores(hidden) : graph.logits(hidden) };
      },
    });
    const { result } = await forward.run({ tokens, mask });

    const session = await ort.InferenceSession.create(exportOnnx(model));
    const exported = await session.run({
      input_ids: new ort.Tensor('int64', tokens.data as BigInt64Array, tokens.shape),
      attention_mask: new ort.Tensor('int64', BigInt64Array.from([...mask.data], BigInt), mask.shape),
    });
    await session.release();
    const output = exported[head === 'score' ? 'scores' : 'logits'] as ort.Tensor;
    expect(output.dims).toEqual(result.shape);
    for (const [place, value] of result.data.entries())
      expect(Math.abs(value - (output.data[place] as number))).toBeLessThan(1e-5);
  },
);
