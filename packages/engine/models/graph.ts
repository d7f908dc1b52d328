import { type BranchedTensors, branchedAttention } from '../batches/branched.ts';
import { type PackedTensors, packedAttention } from '../batches/packed.ts';
import { paddedAttention } from '../batches/padded.ts';
import { type Prediction, predict } from '../functions/vocabulary.ts';
import { add } from '../operators/add.ts';
import { cast } from '../operators/cast.ts';
import { cumulativeSum } from '../operators/cumulativeSum.ts';
import { expand } from '../operators/expand.ts';
import { matmul } from '../operators/matmul.ts';
import { maximum } from '../operators/maximum.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { sub } from '../operators/sub.ts';
import { multiply } from '../tensor/dimension.ts';
import { type DType, dimOf, type Tensor } from '../tensor/tensor.ts';
import { atRows } from './at-rows.ts';
import { causalMask, paddingMask } from './attention.ts';
import type { ModelConfig } from './config.ts';
import { type Attend, familyOf, type Head, type Weights } from './family.ts';

/** A batch whose tokens stand one after the other without padding: whole sequences, or branches of common prefixes. */
export type RowBatch = PackedTensors | BranchedTensors;

/** A model inside a graph, as loss functions and forward passes see it. */
export interface ModelGraph {
  /**
   * Final hidden states [B,T,C] of tokens [B,T] (int64). Right-padded batches need no mask, since a token never
   * looks at what follows it. With `attentionMask` [B,T] (1 at real tokens) padding may be on either side, and
   * positions count real tokens only.
   */
  hidden(tokens: Tensor, options?: { attentionMask?: Tensor }): Tensor;
  /**
   * Final hidden states [N,C] of a batch without padding, or those at `rows` [R] (int64) alone, [R,C]: what the last block
   * computes after attention is computed of these only.
   */
  hiddenRows(batch: RowBatch, rows?: Tensor): Tensor;
  /** The states [N,C] of a batch without padding between its first `blocks` blocks and the others. */
  lowerStates(batch: RowBatch, blocks: number): Tensor;
  /** As `hiddenRows`, of states that `lowerStates` gave for the same batch and number of blocks. */
  hiddenFrom(states: Tensor, batch: RowBatch, blocks: number, rows?: Tensor): Tensor;
  /** Next-token logits [...,V] of hidden states [...,C]. */
  logits(hidden: Tensor): Tensor;
  /**
   * What hidden states [N,C] say of target tokens [N] (int64): log-probabilities and entropies at a temperature. Unlike
   * `logits`, it never holds [N,V] numbers at once where the vocabulary is large.
   */
  predict(hidden: Tensor, targets: Tensor, temperature?: number): Prediction;
  /** One number for each hidden state: [...,C] gives [...]. The model must have the score head. */
  scores(hidden: Tensor): Tensor;
}

/** The model of `config` over the given weights. */
export function modelGraph(config: ModelConfig, head: Head, weights: Weights): ModelGraph {
  const family = familyOf(config.model_type);
  const { width, vocabularySize, layers } = family.dimensions(config);
  const rowsOf = (hidden: Tensor) => reshape(hidden, [multiply(...hidden.shape.slice(0, -1)), width]);
  const throughBlocks = (
    states: Tensor,
    {
      positions,
      attend,
      from = 0,
      to = layers,
      rows,
    }: { positions: Tensor; attend: Attend; from?: number; to?: number; rows?: Tensor },
  ) => {
    const block = family.blocks(config, weights, positions);
    let x = states;
    for (let number = from; number < to; number++)
      x = block(number, x, attend, number === to - 1 ? rows : undefined);
    return from < to ? x : atRows(x, rows);
  };
  const lowerStates = (batch: RowBatch, blocks: number) =>
    throughBlocks(family.embed(config, weights, batch.tokens, batch.positions), {
      positions: batch.positions,
      attend: attentionIn(batch),
      to: blocks,
    });
  const hiddenFrom = (states: Tensor, batch: RowBatch, blocks: number, rows?: Tensor) =>
    family.normalize(
      config,
      weights,
      throughBlocks(states, { positions: batch.positions, attend: attentionIn(batch), from: blocks, rows }),
    );
  return {
    hidden(tokens, { attentionMask } = {}) {
      const [batch, length] = [dimOf(tokens, 0), dimOf(tokens, 1)];
      const count = multiply(batch, length);
      const mask = (dtype: DType) => {
        const causal = causalMask(length, dtype);
        return attentionMask ? add(causal, paddingMask(attentionMask, dtype)) : causal;
      };
      const places = attentionMask ? realPositions(attentionMask) : range(length);
      const flat = reshape(expand(places, [batch, length]), [count]);
      const states = throughBlocks(family.embed(config, weights, reshape(tokens, [count]), flat), {
        positions: flat,
        attend: paddedAttention(batch, length, mask),
      });
      return reshape(family.normalize(config, weights, states), [batch, length, width]);
    },
    hiddenRows: (batch, rows) => hiddenFrom(lowerStates(batch, 0), batch, 0, rows),
    lowerStates,
    hiddenFrom,
    logits: (hidden) => {
      const logits = matmul(rowsOf(hidden), weights(family.outputMatrix(config)), { transposeB: true });
      return reshape(logits, [...hidden.shape.slice(0, -1), vocabularySize]);
    },
    predict: (hidden, targets, temperature = 1) =>
      predict(hidden, weights(family.outputMatrix(config)), targets, { scale: 1 / temperature }),
    scores(hidden) {
      if (head !== 'score')
        throw new Error('Scores need a model with the score head; this one has the language-model head.');
      return reshape(
        matmul(rowsOf(hidden), weights('score.weight'), { transposeB: true }),
        hidden.shape.slice(0, -1),
      );
    },
  };
}

function attentionIn(batch: RowBatch): Attend {
  return 'branchIndex' in batch ? branchedAttention(batch) : packedAttention(batch);
}

/** 0, 1, 2 … over the real tokens of each row; 0 at padding in front. */
function realPositions(attentionMask: Tensor): Tensor {
  return maximum(sub(cumulativeSum(cast(attentionMask, 'int64'), 1), 1), 0);
}
