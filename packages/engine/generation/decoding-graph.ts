import type { WeightInputs } from '../adapters/weight-inputs.ts';
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
import { minimum } from '../operators/minimum.ts';
import { mul } from '../operators/mul.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { size } from '../operators/size.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
import { transpose } from '../operators/transpose.ts';
import { type Dim, plus } from '../tensor/dimension.ts';
import { input, type Tensor, type TensorType } from '../tensor/tensor.ts';
import { Decoder } from './decoder.ts';
import { allRows, inputsOf, promptCounts, promptInputs } from './prompt-blocks.ts';
import { flatPairs, flatten, insideLoop, leftCounts, type Rows, unflatten, withoutFinished } from './rows.ts';
import type { KeysAndValues } from './sampled-attention.ts';
import { type SamplingOptions, sampleTokens } from './sampling.ts';

/** Finished rows are dropped as often as so large a share of the rows has finished since the last time. */
const DROPPED_SHARE = 1 / 4;

/** All rows there ever are: K samples of each prompt. */
const all = allRows(promptCounts);

/**
 * The graph of a whole generation: G prompts of N tokens in all, without padding, and uniforms [M,G,K] give `tokens` and
 * `logProbs` [steps,G·K] of K samples a prompt, steps ≤ M. A prompt is read once, and its keys stay where the first pass
 * put them, for all of its samples. An inner loop adds one token at a time to a second, growing stretch; an outer one
 * drops finished rows and begins it anew, until every row has given `endToken`. What a column holds after its end token
 * means nothing.
 */
export function decodingGraph(
  model: Model,
  { inputs, weights }: WeightInputs,
  endToken: number,
  sampling: SamplingOptions,
): Graph {
  const prompts = promptInputs();
  const uniforms = input('uniforms', ['M', plus(...promptCounts), 'K']);
  const decoding = new Decoding(new Decoder(model, weights), uniforms, endToken, sampling);

  const { first, rows } = decoding.begin(prompts);
  const row = (x: Tensor) => reshape(x, [1, all]);
  const written = [range(all), row(first.tokens), row(first.logProbs)];
  const types: TensorType[] = [
    { shape: [all], dtype: 'int64' },
    { shape: ['T', all], dtype: 'int64' },
    { shape: ['T', all], dtype: 'float32' },
    ...flatten(rows).map((type) => insideLoop(type, 'Q')),
  ];
  const { carried } = loop(
    size(['M'], 'int64'),
    decoding.someGoOn(rows, promptCounts),
    [...written, ...flatten(rows)],
    types,
    (_, [places, tokens, logProbs, ...state]) => {
      const next = decoding.addTokens(unflatten(state, rows));
      const { left, newPlaces } = withoutFinished(next.rows);
      const inAllRows = (x: Tensor) => transpose(gather(transpose(x), places as Tensor));
      return {
        condition: decoding.someGoOn(next.rows, leftCounts),
        carried: [
          gather(newPlaces, places as Tensor),
          concat([tokens as Tensor, inAllRows(next.tokens)], 0),
          concat([logProbs as Tensor, inAllRows(next.logProbs)], 0),
          ...flatten(left),
        ],
        collected: [],
      };
    },
    { most: { T: 'M', Q: 'M' } },
  );
  const [, tokens, logProbs] = carried as [Tensor, Tensor, Tensor];
  return buildGraph(
    [...inputs, ...inputsOf(prompts), uniforms],
    { tokens, logProbs },
    { name: 'generation' },
  );
}

/** How rows begin and go on. */
class Decoding {
  private readonly decoder: Decoder;
  /** [M,G·K]: a number for each step and row. */
  private readonly draws: Tensor;
  private readonly endToken: number;
  private readonly sampling: SamplingOptions;

  constructor(decoder: Decoder, uniforms: Tensor, endToken: number, sampling: SamplingOptions) {
    this.decoder = decoder;
    this.draws = reshape(uniforms, ['M', all]);
    this.endToken = endToken;
    this.sampling = sampling;
  }

  /** Reads the prompts and gives each row its first token. */
  begin(prompts: ReturnType<typeof promptInputs>): { first: Sampled; rows: Rows } {
    const { logits, blocks } = this.decoder.readPrompts(prompts);
    const [step, ids] = [constant(1, 'int64'), range(all)];
    const first = this.sample(forEachSample(logits), constant(0, 'int64'), ids);
    const ended = this.endedBy(first.tokens, forEachSample(prompts.filling));
    const positions = forEachSample(add(gather(prompts.positions, prompts.last), 1));
    const sampled = this.decoder.nothingSampled(promptCounts);
    return { first, rows: { step, tokens: first.tokens, ended, ids, positions, sampled, blocks } };
  }

  /** Whether a row has not ended and there are steps left (bool scalar). */
  someGoOn({ step, ended }: Rows, counts: readonly Dim[]): Tensor {
    const going = sub(size([allRows(counts)], 'float32'), sum(ended));
    return less(0, mul(going, cast(sub(size(['M'], 'int64'), step), 'float32')));
  }

  /** Adds tokens [steps,R] until the last step, or until so many more rows have ended that dropping them pays. */
  addTokens(rows: Rows): Sampled & { rows: Rows } {
    const count = size([allRows(leftCounts)], 'float32');
    const worthwhile = add(sum(rows.ended), maximum(mul(count, DROPPED_SHARE), 1));
    const enough = minimum(count, worthwhile);
    const initial = [rows.step, rows.tokens, rows.ended, ...flatPairs(rows.sampled)];
    const { carried, collected } = loop(
      sub(size(['M'], 'int64'), rows.step),
      less(sum(rows.ended), enough),
      initial,
      initial.map(({ shape, dtype }) => ({ shape: shape.map((dim) => (dim === 'Q' ? 'S' : dim)), dtype })),
      (_, [step, tokens, ended, ...cached]) => {
        const positions = add(rows.positions, sub(step as Tensor, 1));
        const added = this.decoder.addToken(
          tokens as Tensor,
          positions,
          rows.blocks,
          pairs(cached),
          leftCounts,
        );
        const next = this.sample(added.logits, step as Tensor, rows.ids);
        const nowEnded = this.endedBy(next.tokens, ended as Tensor);
        return {
          condition: less(sum(nowEnded), enough),
          carried: [add(step as Tensor, 1), next.tokens, nowEnded, ...flatPairs(added.sampled)],
          collected: [next.tokens, next.logProbs],
        };
      },
      { most: { S: 'M', iterations: 'M' } },
    );
    const [step, last, ended, ...cached] = carried as [Tensor, Tensor, Tensor, ...Tensor[]];
    const [tokens, logProbs] = collected as [Tensor, Tensor];
    return { tokens, logProbs, rows: { ...rows, step, tokens: last, ended, sampled: pairs(cached) } };
  }

  /** One token for each row of logits [R,V]; `ids` [R] are the rows' numbers. */
  private sample(logits: Tensor, step: Tensor, ids: Tensor): Sampled {
    return sampleTokens(logits, gather(gather(this.draws, step), ids), this.sampling);
  }

  private endedBy(tokens: Tensor, before: Tensor): Tensor {
    return maximum(before, cast(equal(tokens, this.endToken), 'float32'));
  }
}

interface Sampled {
  tokens: Tensor;
  logProbs: Tensor;
}

/** What is known of each prompt, [G,…], for each of its samples: [G·K,…]. */
function forEachSample(x: Tensor): Tensor {
  const [count, ...rest] = x.shape as [Dim, ...Dim[]];
  return reshape(expand(reshape(x, [count, 1, ...rest]), [count, 'K', ...rest]), [all, ...rest]);
}

function pairs(flat: readonly Tensor[]): KeysAndValues[] {
  return Array.from({ length: flat.length / 2 }, (_, n) => ({
    key: flat[2 * n] as Tensor,
    value: flat[2 * n + 1] as Tensor,
  }));
}
