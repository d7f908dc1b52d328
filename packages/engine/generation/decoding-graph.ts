import type { WeightInputs } from '../adapters/weight-inputs.ts';
import { atPlace } from '../functions/rows.ts';
import { attention, attentionOverTwo, causalMask } from '../models/attention.ts';
import { familyOf, type Weights } from '../models/family.ts';
import type { Model } from '../models/model.ts';
import { buildGraph } from '../onnx/build.ts';
import type { Graph } from '../onnx/graph.ts';
import { add } from '../operators/add.ts';
import { cast } from '../operators/cast.ts';
import { equal, less } from '../operators/compare.ts';
import { concat } from '../operators/concat.ts';
import { constant } from '../operators/constant.ts';
import { expand } from '../operators/expand.ts';
import { gather } from '../operators/gather.ts';
import { loop } from '../operators/loop.ts';
import { maximum } from '../operators/maximum.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { size } from '../operators/size.ts';
import { slice } from '../operators/slice.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
import { where } from '../operators/where.ts';
import { dimOf, input, type Tensor, type TensorType } from '../tensor/tensor.ts';
import { type SamplingOptions, sampleTokens } from './sampling.ts';

/** Keys and values of each layer. */
type Cache = { key: Tensor; value: Tensor }[];

/**
 * The graph of a whole generation: prompts [B,P] (int64, padded on the right), their lengths [B] (int64) and uniforms
 * [M,B] give `tokens` and `logProbs` [steps,B], steps ≤ M. The keys of the prompt stay where the first pass put them;
 * a loop adds one token at a time to a second, growing stretch, and stops when every row has given `endToken`.
 */
export function decodingGraph(
  model: Model,
  { inputs, weights }: WeightInputs,
  endToken: number,
  sampling: SamplingOptions,
): Graph {
  const prompts = input('prompts', ['B', 'P'], 'int64');
  const lengths = input('lengths', ['B'], 'int64');
  const uniforms = input('uniforms', ['M', 'B']);
  const decoder = new Decoder(model, weights, lengths);

  const isEnd = (tokens: Tensor) => cast(equal(tokens, endToken), 'float32');
  const someGoOn = (finished: Tensor) => less(sum(finished), size(['B'], 'float32'));
  const { logits, cache: prompt } = decoder.readPrompts(prompts);
  const first = sampleTokens(logits, reshape(slice(uniforms, 0, 0, 1), ['B']), sampling);

  const { types, empty } = decoder.emptyCache();
  const rows: TensorType[] = [
    { shape: ['B'], dtype: 'int64' },
    { shape: ['B'], dtype: 'float32' },
  ];
  const finished = isEnd(first.tokens);
  const { collected } = loop(
    sub(size(['M'], 'int64'), 1),
    someGoOn(finished),
    [first.tokens, finished, ...empty],
    [...rows, ...types],
    (iteration, [tokens, ended, ...cached]) => {
      const step = decoder.addToken(tokens as Tensor, iteration, prompt, pairs(cached));
      const next = sampleTokens(step.logits, gather(uniforms, add(iteration, 1)), sampling);
      const nowEnded = maximum(ended as Tensor, isEnd(next.tokens));
      return {
        condition: someGoOn(nowEnded),
        carried: [next.tokens, nowEnded, ...step.cache.flatMap(({ key, value }) => [key, value])],
        collected: [next.tokens, next.logProbs],
      };
    },
  );
  const [tokens, logProbs] = collected as [Tensor, Tensor];
  const joined = (start: Tensor, rest: Tensor) => concat([reshape(start, [1, 'B']), rest], 0);
  const outputs = { tokens: joined(first.tokens, tokens), logProbs: joined(first.logProbs, logProbs) };
  return buildGraph([...inputs, prompts, lengths, uniforms], outputs, { name: 'generation' });
}

/** The two passes of a model with a cache of keys and values. */
class Decoder {
  private readonly model: Model;
  private readonly weights: Weights;
  private readonly lengths: Tensor;

  constructor(model: Model, weights: Weights, lengths: Tensor) {
    this.model = model;
    this.weights = weights;
    this.lengths = lengths;
  }

  /** Reads the prompts; logits [B,V] of each prompt's last token. */
  readPrompts(prompts: Tensor): { logits: Tensor; cache: Cache } {
    const cache: Cache = [];
    const { config } = this.model;
    const family = familyOf(config.model_type);
    const hidden = family.hidden(config, this.weights, prompts, range('P'), (_, query, key, value) => {
      cache.push({ key, value });
      return attention(query, key, value, causalMask('P', query.dtype));
    });
    const last = atPlace(hidden, sub(this.lengths, 1));
    return { logits: family.logits(config, this.weights, last), cache };
  }

  /** Adds one token to each row after `iteration` others; logits [B,V] of what follows. */
  addToken(tokens: Tensor, iteration: Tensor, prompt: Cache, added: Cache): { logits: Tensor; cache: Cache } {
    const cache: Cache = [];
    const { config } = this.model;
    const family = familyOf(config.model_type);
    const positions = reshape(add(this.lengths, iteration), ['B', 1]);
    const mask = this.promptMask();
    const attend = (layer: number, query: Tensor, key: Tensor, value: Tensor) => {
      const [past, earlier] = [prompt[layer], added[layer]] as [Cache[number], Cache[number]];
      const grown = { key: concat([earlier.key, key], 2), value: concat([earlier.value, value], 2) };
      cache.push(grown);
      return attentionOverTwo(query, { ...past, mask }, grown);
    };
    const hidden = family.hidden(config, this.weights, reshape(tokens, ['B', 1]), positions, attend);
    const rows = reshape(hidden, ['B', dimOf(hidden, 2)]);
    return { logits: family.logits(config, this.weights, rows), cache };
  }

  /** The cache before the first added token, and its types inside the loop, where its length is S. */
  emptyCache(): { types: TensorType[]; empty: Tensor[] } {
    const { config } = this.model;
    const { layers, keyValueHeads, headWidth } = familyOf(config.model_type).dimensions(config);
    const count = 2 * layers;
    const empty = expand(constant(0), ['B', keyValueHeads, 0, headWidth]);
    const type: TensorType = { shape: ['B', keyValueHeads, 'S', headWidth], dtype: 'float32' };
    return {
      types: Array.from({ length: count }, () => type),
      empty: Array.from({ length: count }, () => empty),
    };
  }

  /** [B,1,1,P]: 0 at the tokens of each prompt, forbidding at its padding. */
  private promptMask(): Tensor {
    const isToken = less(reshape(range('P'), [1, 'P']), reshape(this.lengths, ['B', 1]));
    return reshape(where(isToken, constant(0), -1e9), ['B', 1, 1, 'P']);
  }
}

function pairs(flat: readonly Tensor[]): Cache {
  return Array.from({ length: flat.length / 2 }, (_, n) => ({
    key: flat[2 * n] as Tensor,
    value: flat[2 * n + 1] as Tensor,
  }));
}
