import { buildGraph } from '../onnx/build.ts';
import { encodeModel } from '../onnx/encode.ts';
import { cast } from '../operators/cast.ts';
import { weight } from '../operators/weight.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import { modelGraph } from './graph.ts';
import type { Model } from './model.ts';

/**
 * The model as a single ONNX file with its weights inside and standard operators only: `input_ids` and
 * `attention_mask` (both int64 [batch,sequence]) give `logits` [batch,sequence,vocabulary], or for the score head
 * `scores` [batch,sequence]. Throws above 2 GB.
 */
export function exportOnnx(model: Model): Uint8Array {
  const tokens = input('input_ids', ['batch', 'sequence'], 'int64');
  const attentionMask = input('attention_mask', ['batch', 'sequence'], 'int64');
  const tensors = model.tensors();
  const weights = new Map([...tensors].map(([name, { shape, data }]) => [name, weight(name, shape, data)]));
  const graph = modelGraph(model.config, model.head, (name) => {
    const found = weights.get(name);
    if (found === undefined) throw new Error(`The model has no weight "${name}".`);
    return found;
  });
  const hidden = graph.hidden(tokens, { attentionMask: cast(attentionMask, 'float32') });
  const outputs: Record<string, Tensor> =
    model.head === 'score' ? { scores: graph.scores(hidden) } : { logits: graph.logits(hidden) };
  return encodeModel(
    buildGraph([tokens, attentionMask], outputs, { name: model.config.model_type, fused: false }),
  );
}
