import { add } from '../operators/add.ts';
import { addLast } from '../operators/addLast.ts';
import { cast } from '../operators/cast.ts';
import { less } from '../operators/compare.ts';
import { constant } from '../operators/constant.ts';
import { custom } from '../operators/custom.ts';
import { div } from '../operators/div.ts';
import { exp } from '../operators/exp.ts';
import { expand } from '../operators/expand.ts';
import { gather } from '../operators/gather.ts';
import { loop } from '../operators/loop.ts';
import { matmul } from '../operators/matmul.ts';
import { minimum } from '../operators/minimum.ts';
import { mul } from '../operators/mul.ts';
import { neg } from '../operators/neg.ts';
import { range } from '../operators/range.ts';
import { reshape } from '../operators/reshape.ts';
import { size } from '../operators/size.ts';
import { slice } from '../operators/slice.ts';
import { sub } from '../operators/sub.ts';
import { sum } from '../operators/sum.ts';
import { tokenLogProbs } from '../operators/tokenLogProbs.ts';
import { multiply } from '../tensor/dimension.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { chunkRows } from './chunk-rows.ts';

/** What a model says of the next token. */
export interface Prediction {
  /** [N], of the targets, in nats. */
  logProbs: Tensor;
  /** [N], of the whole distribution, in nats. */
  entropy: Tensor;
}

/**
 * What rows [N,C] and the output matrix [V,C] say of targets [N] (int64), with logits scaled by `scale` (one over the
 * temperature). With a large vocabulary the logits [N,V] never stand in memory whole: some rows are taken at a time,
 * and once more for the gradient.
 */
export function predict(
  hidden: Tensor,
  matrix: Tensor,
  targets: Tensor,
  {
    scale = 1,
    rowsAtATime = chunkRows(Number(dimOf(matrix, 0))),
  }: { scale?: number; rowsAtATime?: number } = {},
): Prediction {
  if (rowsAtATime === Number.POSITIVE_INFINITY) {
    const logits = matmul(hidden, matrix, { transposeB: true, scale });
    const { picked, all } = tokenLogProbs(logits, targets);
    return { logProbs: picked, entropy: entropyOf(all) };
  }
  const chunks = new Chunks(hidden, matrix, targets, scale, rowsAtATime);
  const [logProbs, entropy] = custom(
    [hidden, matrix, targets],
    chunks.forward(),
    ({ outputs, gradients, needed }) =>
      chunks.backward(
        { logProbs: gradients[0], entropy: gradients[1] },
        outputs[1] as Tensor,
        needed[1] === true,
      ),
  ) as [Tensor, Tensor];
  return { logProbs, entropy };
}

/** −Σ p log p [N] of all log-probabilities [N,V]. */
function entropyOf(all: Tensor): Tensor {
  return neg(sum(mul(exp(all), all), -1));
}

/** The rows in stretches of one length; the last stretch repeats the last row until it is full. */
class Chunks {
  private readonly hidden: Tensor;
  private readonly matrix: Tensor;
  private readonly targets: Tensor;
  private readonly scale: number;
  private readonly length: number;

  constructor(hidden: Tensor, matrix: Tensor, targets: Tensor, scale: number, length: number) {
    this.hidden = hidden;
    this.matrix = matrix;
    this.targets = targets;
    this.scale = scale;
    this.length = length;
  }

  /** Log-probabilities and entropies [N]. */
  forward(): Tensor[] {
    const { collected } = this.over([], (rows) => {
      const { picked, all } = this.logProbsOf(gather(this.hidden, rows), gather(this.targets, rows));
      return { carried: [], collected: [picked, entropyOf(all)] };
    });
    return collected;
  }

  /**
   * Gradients of hidden states and matrix. With g and e those of log-probability and entropy H, and y = log p:
   * dz = g·(δ − p) − e·p·(y + H).
   */
  backward(
    gradients: { logProbs: Tensor | undefined; entropy: Tensor | undefined },
    entropy: Tensor,
    ofMatrix: boolean,
  ): (Tensor | undefined)[] {
    const { matrix, scale } = this;
    const zeros = expand(constant(0, matrix.dtype), matrix.shape);
    const { carried, collected } = this.over(ofMatrix ? [zeros] : [], (rows, isRow, [earlier]) => {
      const [states, targets] = [gather(this.hidden, rows), gather(this.targets, rows)];
      const { all } = this.logProbsOf(states, targets);
      const p = exp(all);
      const at = (x: Tensor) => mul(gather(x, rows), isRow);
      const column = (x: Tensor) => reshape(x, [this.length, 1]);
      let slope: Tensor | undefined;
      if (gradients.logProbs) {
        const g = at(gradients.logProbs);
        slope = addLast(mul(p, column(neg(g))), targets, g);
      }
      if (gradients.entropy) {
        const ofEntropy = mul(
          mul(p, add(all, column(gather(entropy, rows)))),
          column(neg(at(gradients.entropy))),
        );
        slope = slope ? add(slope, ofEntropy) : ofEntropy;
      }
      const dz = slope as Tensor;
      return {
        carried: earlier ? [add(earlier, matmul(dz, states, { transposeA: true, scale }))] : [],
        collected: [matmul(dz, matrix, { scale })],
      };
    });
    return [collected[0], carried[0], undefined];
  }

  private logProbsOf(states: Tensor, targets: Tensor) {
    return tokenLogProbs(matmul(states, this.matrix, { transposeB: true, scale: this.scale }), targets);
  }

  /** Goes through the stretches; what is collected of each row is joined to [N,…]. */
  private over(
    initial: readonly Tensor[],
    body: (
      rows: Tensor,
      isRow: Tensor,
      carried: readonly Tensor[],
    ) => { carried: readonly Tensor[]; collected: readonly Tensor[] },
  ): { carried: readonly Tensor[]; collected: Tensor[] } {
    const count = dimOf(this.hidden, 0);
    const total = size([count], 'int64');
    const trips = div(add(total, this.length - 1), this.length);
    const always = less(constant(0), constant(1));
    const { carried, collected } = loop(trips, always, initial, initial, (iteration, held) => {
      const places = add(range(this.length), mul(iteration, this.length));
      const isRow = cast(less(places, total), this.hidden.dtype);
      return { condition: always, ...body(minimum(places, sub(total, 1)), isRow, held) };
    });
    const joined = collected.map((x) => {
      const rest = x.shape.slice(2);
      return slice(reshape(x, [multiply('iterations', this.length), ...rest]), 0, 0, count);
    });
    return { carried, collected: joined };
  }
}
