import { add } from '../operators/add.ts';
import { cast } from '../operators/cast.ts';
import { cumulativeSum } from '../operators/cumulativeSum.ts';
import { matmul } from '../operators/matmul.ts';
import { maximum } from '../operators/maximum.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { sub } from '../operators/sub.ts';
import { multiply } from '../tensor/dimension.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { attention, causalMask, paddingMask } from './attention.ts';
import type { ModelConfig } from './config.ts';
import { familyOf, type Head, type Weights } from './family.ts';

/** A model inside a graph, as loss functions and forward passes see it. */
export interface ModelGraph {
  /**
   * Final hidden states [B,T,C] of tokens [B,T] (int64). Right-padded batches need no mask, since a token never
   * looks at what follows it. With `attentionMask` [B,T] (1 at real tokens) padding may be on either side, and
   * positions count real tokens only; `positions` [T] or [B,T] (int64) overrides them.
   */
  hidden(tokens: Tensor, options?: { attentionMask?: Tensor; positions?: Tensor }): Tensor;
  /** Next-token logits [...,V] of hidden states [...,C]. */
  logits(hidden: Tensor): Tensor;
  /** One number for each hidden state: [...,C] gives [...]. The model must have the score head. */
  scores(hidden: Tensor): Tensor;
}

/** The model of `config` over the given weights. */
export function modelGraph(config: ModelConfig, head: Head, weights: Weights): ModelGraph {
  const family = familyOf(config.model_type);
  const { width, vocabularySize } = family.dimensions(config);
  const rowsOf = (hidden: Tensor) => reshape(hidden, [multiply(...hidden.shape.slice(0, -1)), width]);
  return {
    hidden(tokens, { attentionMask, positions } = {}) {
      const length = dimOf(tokens, 1);
      const mask = (dtype: Tensor['dtype']) => {
        const causal = causalMask(length, dtype);
        return attentionMask === undefined ? causal : add(causal, paddingMask(attentionMask, dtype));
      };
      const places =
        positions ?? (attentionMask === undefined ? range(length) : realPositions(attentionMask));
      return family.hidden(config, weights, tokens, places, (_, query, key, value) =>
        attention(query, key, value, mask(query.dtype)),
      );
    },
    logits: (hidden) =>
      reshape(family.logits(config, weights, rowsOf(hidden)), [...hidden.shape.slice(0, -1), vocabularySize]),
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

/** 0, 1, 2 … over the real tokens of each row; 0 at padding in front. */
function realPositions(attentionMask: Tensor): Tensor {
  return maximum(sub(cumulativeSum(cast(attentionMask, 'int64'), 1), 1), 0);
}
