import { argMax } from '../operators/argMax.ts';
import { cast } from '../operators/cast.ts';
import { less, lessOrEqual } from '../operators/compare.ts';
import { cumulativeSum } from '../operators/cumulativeSum.ts';
import { exp } from '../operators/exp.ts';
import { gatherLast } from '../operators/gatherLast.ts';
import { logSoftmax } from '../operators/logSoftmax.ts';
import { maxReduce } from '../operators/maxReduce.ts';
import { mul } from '../operators/mul.ts';
import { neg } from '../operators/neg.ts';
import { reshape } from '../operators/reshape.ts';
import { slice } from '../operators/slice.ts';
import { softmax } from '../operators/softmax.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
import { topK as largest } from '../operators/topK.ts';
import { where } from '../operators/where.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';

/** How the next token is chosen. */
export interface SamplingOptions {
  /** Logits are divided by it; 0 always takes the likeliest token. */
  temperature: number;
  /** Only the K likeliest tokens can be drawn. */
  topK?: number;
  /** Only the likeliest tokens whose probabilities reach P together can be drawn. */
  topP?: number;
}

/** Stands for a token that cannot be drawn. */
const excluded = -1e9;

/**
 * One token for each row of logits [B,V], and its log-probability in the whole distribution at the temperature.
 * `uniforms` [B] lie in (0, 1]: the token is the first at which the cumulative probability reaches them.
 */
export function sampleTokens(
  logits: Tensor,
  uniforms: Tensor,
  { temperature, topK, topP }: SamplingOptions,
): { tokens: Tensor; logProbs: Tensor } {
  const logProbs = logSoftmax(temperature === 0 || temperature === 1 ? logits : mul(logits, 1 / temperature));
  const picked = (tokens: Tensor) => ({ tokens, logProbs: gatherLast(logProbs, tokens) });
  if (temperature === 0) return picked(argMax(logits));

  let candidates = logProbs;
  const size = Number(dimOf(logits, -1));
  if (topK !== undefined && topK < size) candidates = keepLargest(candidates, topK);
  if (topP !== undefined && topP < 1) candidates = keepNucleus(candidates, topP);
  const cumulative = cumulativeSum(exp(candidates), -1);
  const target = mul(reshape(uniforms, [dimOf(logits, 0), 1]), slice(cumulative, -1, size - 1));
  return picked(sum(cast(less(cumulative, target), 'int64'), -1));
}

function keepLargest(logProbs: Tensor, count: number): Tensor {
  const smallest = slice(largest(logProbs, count).values, -1, count - 1);
  return where(lessOrEqual(smallest, logProbs), logProbs, excluded);
}

/** A token stays if those likelier than it have less than `share` together (Holtzman et al., 2020). */
function keepNucleus(logProbs: Tensor, share: number): Tensor {
  const sorted = largest(logProbs, Number(dimOf(logProbs, -1))).values;
  const probabilities = softmax(sorted);
  const likelier = sub(cumulativeSum(probabilities, -1), probabilities);
  const smallest = neg(
    maxReduce(where(less(likelier, share), neg(sorted), excluded), -1, { keepDims: true }),
  );
  return where(lessOrEqual(smallest, logProbs), logProbs, excluded);
}
