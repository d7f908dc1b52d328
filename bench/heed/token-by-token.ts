import type { Model } from '@heed/engine';
import { atPlace, int64, padBatch } from '@heed/engine';
import type { Tensor as OrtTensor } from 'onnxruntime-node';
import { readOnlyWeights, type WeightInputs } from '../../packages/engine/adapters/weight-inputs.ts';
import { headsFirst, headsJoined } from '../../packages/engine/batches/padded.ts';
import { attention } from '../../packages/engine/models/attention.ts';
import { familyOf } from '../../packages/engine/models/family.ts';
import { buildGraph } from '../../packages/engine/onnx/build.ts';
import type { Graph } from '../../packages/engine/onnx/graph.ts';
import { argMax } from '../../packages/engine/operators/argMax.ts';
import { concat } from '../../packages/engine/operators/concat.ts';
import { matmul } from '../../packages/engine/operators/matmul.ts';
import { reshape } from '../../packages/engine/operators/reshape.ts';
import { type Feed, toOrt } from '../../packages/engine/session/feed.ts';
import { Session } from '../../packages/engine/session/session.ts';
import { input, type Tensor } from '../../packages/engine/tensor/tensor.ts';

type Cache = Record<string, OrtTensor>;

/**
 * Greedy generation as it is done where a graph cannot loop: a run reads the prompts, and then each run takes one token
 * of each row with the keys and values of those before it, which it gives back with one more.
 */
export class TokenByToken {
  private readonly model: Model;
  private readonly session: Session;
  private readonly weights: WeightInputs;

  private constructor(model: Model, session: Session, weights: WeightInputs) {
    this.model = model;
    this.session = session;
    this.weights = weights;
  }

  /** Writes the graph and opens it. */
  static async create(model: Model): Promise<TokenByToken> {
    const weights = readOnlyWeights(model);
    return new TokenByToken(model, await Session.open(stepGraph(model, weights)), weights);
  }

  /** Continues each prompt by the `count` likeliest tokens. */
  async generate(prompts: readonly (readonly number[])[], count: number): Promise<number[][]> {
    const { tokens, mask } = padBatch(prompts, 0, { side: 'left' });
    const padding = prompts.map(({ length }) => (tokens.shape[1] as number) - length);
    const answers: number[][] = prompts.map(() => []);
    let cache = this.emptyCache(prompts.length);
    let feed: Feed = tokens;
    let seen = 0;
    while (answers[0]?.length !== count) {
      const width = feed.shape[1] as number;
      const results = await this.session.run({
        ...this.weights.feeds,
        ...cache,
        tokens: toOrt(feed),
        positions: toOrt(positionsOf(padding, seen, width)),
        last: toOrt(int64(prompts.map(() => width - 1))),
        mask: toOrt(maskOf(mask, seen, width)),
      });
      const next = results.next?.data as BigInt64Array;
      for (const [row, answer] of answers.entries()) answer.push(Number(next[row]));
      cache = Object.fromEntries(
        Object.keys(cache).map((name) => [name, results[`new-${name}`] as OrtTensor]),
      );
      feed = { shape: [prompts.length, 1], data: next };
      seen += width;
    }
    return answers;
  }

  private emptyCache(rows: number): Cache {
    const { layers, keyValueHeads, headWidth } = this.model.dimensions;
    const empty = () => toOrt({ shape: [rows, keyValueHeads, 0, headWidth], data: new Float32Array(0) });
    return Object.fromEntries(cacheNames(layers).map((name) => [name, empty()]));
  }
}

function cacheNames(layers: number): string[] {
  return Array.from({ length: layers }, (_, n) => [`key-${n}`, `value-${n}`]).flat();
}

/** Tokens [B,T] after S others (padded on the left) give the next token [B] and the longer cache. */
function stepGraph(model: Model, { inputs, weights }: WeightInputs): Graph {
  const { config, dimensions } = model;
  const family = familyOf(config.model_type);
  const [tokens, positions] = [input('tokens', ['B', 'T'], 'int64'), input('positions', ['B', 'T'], 'int64')];
  const last = input('last', ['B'], 'int64');
  const mask = input('mask', ['B', 1, 'T', 'S+T']);
  const { keyValueHeads, headWidth, layers, width } = dimensions;
  const cached = cacheNames(layers).map((name) => input(name, ['B', keyValueHeads, 'S', headWidth]));
  const grown: Tensor[] = [];
  const flat = reshape(positions, ['B*T']);
  const block = family.blocks(config, weights, flat);
  let states = family.embed(config, weights, reshape(tokens, ['B*T']), flat);
  for (let number = 0; number < layers; number++)
    states = block(number, states, (query, key, value) => {
      const [q, k, v] = [query, key, value].map((x) => headsFirst(x, 'B', 'T')) as [Tensor, Tensor, Tensor];
      const keys = concat([cached[2 * number] as Tensor, k], 2);
      const values = concat([cached[2 * number + 1] as Tensor, v], 2);
      grown.push(keys, values);
      return headsJoined(attention(q, keys, values, mask));
    });
  const hidden = reshape(family.normalize(config, weights, states), ['B', 'T', width]);
  const logits = matmul(atPlace(hidden, last), weights(family.outputMatrix(config)), { transposeB: true });
  const names = cacheNames(layers).map((name) => `new-${name}`);
  const outputs = Object.fromEntries(grown.map((one, n) => [names[n] as string, one]));
  return buildGraph([...inputs, tokens, positions, last, mask, ...cached], {
    next: argMax(logits),
    ...outputs,
  });
}

/** [B,T]: places of tokens after `seen` others, of which `padding` are none. */
function positionsOf(padding: readonly number[], seen: number, width: number): Feed {
  const places = padding.flatMap((skipped) =>
    Array.from({ length: width }, (_, place) => BigInt(Math.max(0, seen + place - skipped))),
  );
  return { shape: [padding.length, width], data: BigInt64Array.from(places) };
}

/** [B,1,T,S+T]: 0 where a token may look, forbidding at what follows it and at padding, where `real` [B,P] is 0. */
function maskOf(real: Feed, seen: number, width: number): Feed {
  const [rows, prompt] = real.shape as [number, number];
  const data = new Float32Array(rows * width * (seen + width));
  let at = 0;
  for (let row = 0; row < rows; row++)
    for (let place = 0; place < width; place++)
      for (let other = 0; other < seen + width; other++)
        data[at++] =
          other > seen + place || (other < prompt && real.data[row * prompt + other] === 0) ? -1e9 : 0;
  return { shape: [rows, 1, width, seen + width], data };
}
