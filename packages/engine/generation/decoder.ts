import { intoBlocks, outOfBlocks } from '../batches/blocks.ts';
import { headsFirst, headsJoined } from '../batches/padded.ts';
import { attention, causalMask, paddingMask } from '../models/attention.ts';
import { type Attend, type Family, familyOf, type Weights } from '../models/family.ts';
import type { Model } from '../models/model.ts';
import { multiplied } from '../models/project.ts';
import { concat } from '../operators/concat.ts';
import { constant } from '../operators/constant.ts';
import { expand } from '../operators/expand.ts';
import { reshape } from '../operators/reshape.ts';
import { transpose } from '../operators/transpose.ts';
import type { Dim } from '../tensor/dimension.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { allRows, type PromptTensors } from './prompt-blocks.ts';
import { type KeysAndValues, sampledAttention } from './sampled-attention.ts';

/** Keys [G,H,d,P] and values [G,H,P,d] of the prompts of one block in each layer, and their padding [G,1,1,P]. */
export interface PromptBlock {
  mask: Tensor;
  layers: KeysAndValues[];
}

/** The two passes of a model with a cache of keys and values. */
export class Decoder {
  private readonly model: Model;
  private readonly family: Family;
  private readonly weights: Weights;
  /** The weights for one token of each row. */
  private readonly fewRows: Weights;

  constructor(model: Model, weights: Weights) {
    this.model = model;
    this.family = familyOf(model.config.model_type);
    this.weights = weights;
    this.fewRows = Object.assign((name: string) => weights(name), { ...weights, fewRows: true });
  }

  /** Reads the prompts, attention by blocks; logits [G,V] of each prompt's last token. */
  readPrompts(tensors: PromptTensors): { logits: Tensor; blocks: PromptBlock[] } {
    const { prompts, positions, places, last } = tensors;
    const layout = { places, blocks: tensors.blocks };
    const blocks = tensors.blocks.map(
      ({ real }): PromptBlock => ({ mask: paddingMask(real, 'float32'), layers: [] }),
    );
    const attend = (): Attend => (query, key, value) => {
      const [queries, keys, values] = [query, key, value].map((x) => intoBlocks(x, layout)) as [
        Tensor[],
        Tensor[],
        Tensor[],
      ];
      const mixed = tensors.blocks.map(({ index }, n) => {
        const [count, length] = [dimOf(index, 0), dimOf(index, 1)];
        const [q, k, v] = [queries[n], keys[n], values[n]].map((x) =>
          headsFirst(x as Tensor, count, length),
        ) as [Tensor, Tensor, Tensor];
        blocks[n]?.layers.push({ key: transpose(k), value: v });
        return headsJoined(attention(q, k, v, causalMask(length, query.dtype)));
      });
      return outOfBlocks(mixed, layout);
    };
    const hidden = this.hidden(this.weights, prompts, positions, attend, last);
    return { logits: this.logits(this.weights, hidden), blocks };
  }

  /**
   * Adds one token [R] to each row, at `positions` [R], after what each layer of `sampled` holds; logits [R,V] of what
   * follows. `counts` are the prompts of each block.
   */
  addToken(
    tokens: Tensor,
    positions: Tensor,
    blocks: readonly PromptBlock[],
    sampled: readonly KeysAndValues[],
    counts: readonly Dim[],
  ): { logits: Tensor; sampled: KeysAndValues[] } {
    const grown: KeysAndValues[] = [];
    const hidden = this.hidden(this.fewRows, tokens, positions, (layer) => (query, key, value) => {
      const earlier = sampled[layer] as KeysAndValues;
      const own = { key: lengthened(earlier.key, key, 3), value: lengthened(earlier.value, value, 2) };
      grown.push(own);
      const prompts = blocks.map(({ mask, layers }) => ({ ...(layers[layer] as KeysAndValues), mask }));
      return sampledAttention(query, prompts, own, counts);
    });
    return { logits: this.logits(this.fewRows, hidden), sampled: grown };
  }

  /** The cache of sampled tokens before the first. */
  nothingSampled(counts: readonly Dim[]): KeysAndValues[] {
    const { layers, keyValueHeads, headWidth } = this.model.dimensions;
    const empty = (shape: readonly Dim[]) => expand(constant(0), [allRows(counts), keyValueHeads, ...shape]);
    return Array.from({ length: layers }, () => ({
      key: empty([headWidth, 0]),
      value: empty([0, headWidth]),
    }));
  }

  /** Next-token logits [N,V] of hidden states [N,C]. */
  private logits(weights: Weights, hidden: Tensor): Tensor {
    const matrix = weights(this.family.outputMatrix(this.model.config));
    return multiplied(weights, hidden, matrix, 'out-in');
  }

  /** Final hidden states [N,C] of tokens [N] at positions [N], or those at `rows`. */
  private hidden(
    weights: Weights,
    tokens: Tensor,
    positions: Tensor,
    attendIn: (block: number) => Attend,
    rows?: Tensor,
  ): Tensor {
    const { config, dimensions } = this.model;
    const block = this.family.blocks(config, weights, positions);
    let states = this.family.embed(config, weights, tokens, positions);
    for (let number = 0; number < dimensions.layers; number++)
      states = block(number, states, attendIn(number), number === dimensions.layers - 1 ? rows : undefined);
    return this.family.normalize(config, weights, states);
  }
}

/** Keys or values of four axes with those [R,heads,d] of one more token, along the axis of the tokens. */
function lengthened(earlier: Tensor, added: Tensor, axis: 2 | 3): Tensor {
  const [rows, heads, width] = added.shape as [Dim, Dim, Dim];
  const shape = axis === 2 ? [rows, heads, 1, width] : [rows, heads, width, 1];
  return concat([earlier, reshape(added, shape)], axis);
}
