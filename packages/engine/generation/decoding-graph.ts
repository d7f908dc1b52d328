import type { WeightInputs } from '../adapters/weight-inputs.ts';
import { intoBlocks, outOfBlocks } from '../batches/blocks.ts';
import { headsFirst, headsJoined } from '../batches/padded.ts';
import { attention, causalMask, paddingMask } from '../models/attention.ts';
import { type Attend, type Family, familyOf, type Weights } from '../models/family.ts';
import type { Model } from '../models/model.ts';
import { multiplied } from '../models/project.ts';
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
import { reshape } from '../operators/reshape.ts';
import { size } from '../operators/size.ts';
import { slice } from '../operators/slice.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
import { transpose } from '../operators/transpose.ts';
import type { Dim } from '../tensor/dimension.ts';
import { input, type Tensor, type TensorType } from '../tensor/tensor.ts';
import { type KeysAndValues, sampledAttention } from './sampled-attention.ts';
import { type SamplingOptions, sampleTokens } from './sampling.ts';

/** Keys and values of each layer; those that a loop adds have their keys [G·K,heads,d,S]. */
type Cache = KeysAndValues[];

/** Rows that are continued: K samples of each of G prompts, side by side. */
const samples = 'G*K';

/**
 * The graph of a whole generation: G prompts of N tokens in all, without padding, and uniforms [M,G,K] give `tokens` and
 * `logProbs` [steps,G·K] of K samples a prompt, steps ≤ M. A prompt is read once, and its keys
 * stay where the first pass put them, for all of its samples; a loop adds one token at a time to a second, growing
 * stretch, and stops when every row has given `endToken`.
 */
export function decodingGraph(
  model: Model,
  { inputs, weights }: WeightInputs,
  endToken: number,
  sampling: SamplingOptions,
): Graph {
  const prompts = {
    prompts: input('prompts', ['N'], 'int64'),
    positions: input('positions', ['N'], 'int64'),
    places: input('places', ['N'], 'int64'),
    index: input('index', ['G', 'P'], 'int64'),
    real: input('real', ['G', 'P']),
    last: input('last', ['G'], 'int64'),
  };
  const uniforms = input('uniforms', ['M', 'G', 'K']);
  const decoder = new Decoder(model, weights, prompts);

  const isEnd = (tokens: Tensor) => cast(equal(tokens, endToken), 'float32');
  const someGoOn = (finished: Tensor) => less(sum(finished), size([samples], 'float32'));
  const { logits, cache: prompt } = decoder.readPrompts();
  const draws = reshape(uniforms, ['M', samples]);
  const first = sampleTokens(forEachSample(logits), reshape(slice(draws, 0, 0, 1), [samples]), sampling);

  const { types, empty } = decoder.emptyCache();
  const rows: TensorType[] = [
    { shape: [samples], dtype: 'int64' },
    { shape: [samples], dtype: 'float32' },
  ];
  const finished = isEnd(first.tokens);
  const { collected } = loop(
    sub(size(['M'], 'int64'), 1),
    someGoOn(finished),
    [first.tokens, finished, ...empty],
    [...rows, ...types],
    (iteration, [tokens, ended, ...cached]) => {
      const step = decoder.addToken(tokens as Tensor, iteration, prompt, pairs(cached));
      const next = sampleTokens(step.logits, gather(draws, add(iteration, 1)), sampling);
      const nowEnded = maximum(ended as Tensor, isEnd(next.tokens));
      return {
        condition: someGoOn(nowEnded),
        carried: [next.tokens, nowEnded, ...step.cache.flatMap(({ key, value }) => [key, value])],
        collected: [next.tokens, next.logProbs],
      };
    },
  );
  const [tokens, logProbs] = collected as [Tensor, Tensor];
  const joined = (start: Tensor, rest: Tensor) => concat([reshape(start, [1, samples]), rest], 0);
  const outputs = { tokens: joined(first.tokens, tokens), logProbs: joined(first.logProbs, logProbs) };
  return buildGraph([...inputs, ...Object.values(prompts), uniforms], outputs, { name: 'generation' });
}

/** G prompts one after the other, N tokens in all, and how they lie in a block [G,P]; `last` are rows of last tokens. */
type PromptTensors = Record<'prompts' | 'positions' | 'places' | 'index' | 'real' | 'last', Tensor>;

type Three = [Tensor, Tensor, Tensor];

/** The two passes of a model with a cache of keys and values. */
class Decoder {
  private readonly model: Model;
  private readonly family: Family;
  private readonly weights: Weights;
  /** The weights for one token of each row. */
  private readonly fewRows: Weights;
  private readonly tensors: PromptTensors;

  constructor(model: Model, weights: Weights, tensors: PromptTensors) {
    this.model = model;
    this.family = familyOf(model.config.model_type);
    this.weights = weights;
    this.fewRows = Object.assign((name: string) => weights(name), { ...weights, fewRows: true });
    this.tensors = tensors;
  }

  /** Reads the prompts; logits [G,V] of each prompt's last token. */
  readPrompts(): { logits: Tensor; cache: Cache } {
    const cache: Cache = [];
    const { prompts, positions, places, index, real, last } = this.tensors;
    const layout = { places, blocks: [{ index, real }] };
    const hidden = this.hidden(this.weights, prompts, positions, () => (query, key, value) => {
      const [q, k, v] = [query, key, value].map((x) =>
        headsFirst(intoBlocks(x, layout)[0] as Tensor, 'G', 'P'),
      ) as Three;
      cache.push({ key: k, value: v });
      return outOfBlocks([headsJoined(attention(q, k, v, causalMask('P', query.dtype)))], layout);
    });
    return { logits: this.logits(this.weights, gather(hidden, last)), cache };
  }

  /** Adds one token to each row after `iteration` others; logits [G·K,V] of what follows. */
  addToken(tokens: Tensor, iteration: Tensor, prompt: Cache, added: Cache): { logits: Tensor; cache: Cache } {
    const cache: Cache = [];
    const positions = add(
      forEachSample(add(gather(this.tensors.positions, this.tensors.last), 1)),
      iteration,
    );
    const mask = this.promptMask();
    const hidden = this.hidden(this.fewRows, tokens, positions, (block) => (query, key, value) => {
      const earlier = added[block] as KeysAndValues;
      const grown = { key: lengthened(earlier.key, key, 3), value: lengthened(earlier.value, value, 2) };
      cache.push(grown);
      const past = prompt[block] as KeysAndValues;
      return sampledAttention(query, { key: transpose(past.key), value: past.value, mask }, grown);
    });
    return { logits: this.logits(this.fewRows, hidden), cache };
  }

  /** The cache before the first added token, and its types inside the loop, where its length is S. */
  emptyCache(): { types: TensorType[]; empty: Tensor[] } {
    const { layers, keyValueHeads, headWidth } = this.model.dimensions;
    const shapes = (length: Dim) => [
      [samples, keyValueHeads, headWidth, length],
      [samples, keyValueHeads, length, headWidth],
    ];
    const perLayer = Array.from({ length: layers });
    return {
      types: perLayer.flatMap(() => shapes('S').map((shape): TensorType => ({ shape, dtype: 'float32' }))),
      empty: perLayer.flatMap(() => shapes(0).map((shape) => expand(constant(0), shape))),
    };
  }

  /** Next-token logits [N,V] of hidden states [N,C]. */
  private logits(weights: Weights, hidden: Tensor): Tensor {
    const matrix = weights(this.family.outputMatrix(this.model.config));
    return multiplied(weights, hidden, matrix, 'out-in');
  }

  /** Final hidden states [N,C] of tokens [N] at positions [N]. */
  private hidden(
    weights: Weights,
    tokens: Tensor,
    positions: Tensor,
    attendIn: (block: number) => Attend,
  ): Tensor {
    const { config, dimensions } = this.model;
    const block = this.family.blocks(config, weights, positions);
    let states = this.family.embed(config, weights, tokens, positions);
    for (let number = 0; number < dimensions.layers; number++)
      states = block(number, states, attendIn(number));
    return this.family.normalize(config, weights, states);
  }

  /** [G,1,1,P]: 0 at the tokens of each prompt, forbidding at its padding. */
  private promptMask(): Tensor {
    return paddingMask(this.tensors.real, 'float32');
  }
}

/** What is known of each prompt, [G,…], for each of its samples: [G·K,…]. */
function forEachSample(x: Tensor): Tensor {
  const rest = x.shape.slice(1);
  return reshape(expand(reshape(x, ['G', 1, ...rest]), ['G', 'K', ...rest]), [samples, ...rest]);
}

/** Keys or values of four axes with those [G·K,heads,d] of one more token, along the axis of the tokens. */
function lengthened(earlier: Tensor, added: Tensor, axis: 2 | 3): Tensor {
  const [rows, heads, width] = added.shape as [Dim, Dim, Dim];
  const shape = axis === 2 ? [rows, heads, 1, width] : [rows, heads, width, 1];
  return concat([earlier, reshape(added, shape)], axis);
}

function pairs(flat: readonly Tensor[]): Cache {
  return Array.from({ length: flat.length / 2 }, (_, n) => ({
    key: flat[2 * n] as Tensor,
    value: flat[2 * n + 1] as Tensor,
  }));
}
