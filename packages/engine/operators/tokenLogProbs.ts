import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { add } from './add.ts';
import { addLast } from './addLast.ts';
import { exp } from './exp.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { reshape } from './reshape.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';

const operator = defineOperator<[Tensor, Tensor]>({
  name: 'tokenLogProbs',
  infer: ([logits, targets]) => {
    if (targets.dtype !== 'int64' || targets.shape.join() !== logits.shape.slice(0, -1).join())
      throw new Error(
        `tokenLogProbs: the targets ${targets} must be int64 with the shape of ${logits} without its last axis.`,
      );
    return [{ shape: targets.shape, dtype: logits.dtype }, logits];
  },
  onnx: ({ graph, inputs: [logits, targets] }) => {
    const last = graph.integers([-1]);
    const all = graph.node('LogSoftmax', [logits], { axis: -1 });
    const index = graph.node('Unsqueeze', [targets, last]);
    const picked = graph.node('GatherElements', [all, index], { axis: -1 });
    return [graph.node('Squeeze', [picked, last]), all];
  },
  // y = z − log Σ eᶻ and yₜ: dz = dy − eʸ (Σ dy + dyₜ), and dyₜ more at the target
  gradient: ({ inputs: [, targets], outputs, gradients: [picked, all] }) => {
    const [one, y] = outputs as [Tensor, Tensor];
    const column = (x: Tensor) => reshape(x, [...one.shape, 1]);
    const p = exp(y);
    if (picked === undefined) return [all && sub(all, mul(p, sum(all, -1, { keepDims: true }))), undefined];
    if (all === undefined) return [addLast(mul(p, column(neg(picked))), targets, picked), undefined];
    const total = add(sum(all, -1, { keepDims: true }), column(picked));
    return [addLast(sub(all, mul(p, total)), targets, picked), undefined];
  },
  samples: [
    sample([real(['B', 3, 4]), whole(['B', 3], 4)], (z, targets) => tokenLogProbs(z, targets).picked, {
      B: 2,
    }),
    sample([real([5, 6]), whole([5], 6)], (z, targets) => Object.values(tokenLogProbs(z, targets))),
    sample([real([2, 3]), whole([2], 3)], (z, targets) => mul(tokenLogProbs(z, targets).all, 2)),
  ],
});

/** log p of each row of logits [..., V]: of the targets [...] (`picked`), and of all tokens. */
export function tokenLogProbs(logits: Tensor, targets: Tensor): { picked: Tensor; all: Tensor } {
  const [picked, all] = operator.applyAll([logits, targets], undefined) as [Tensor, Tensor];
  return { picked, all };
}

export default operator;
