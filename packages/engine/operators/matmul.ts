import { broadcastShape, sumTo } from '../tensor/broadcast.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';

interface Attributes {
  transposeA: boolean;
  transposeB: boolean;
  scale: number;
}

const operator = defineOperator<[Tensor, Tensor], Attributes>({
  name: 'matmul',
  infer: ([a, b], { transposeA, transposeB }) => {
    const inner = [dimOf(a, transposeA ? -2 : -1), dimOf(b, transposeB ? -1 : -2)];
    if (inner[0] !== inner[1] || a.dtype !== b.dtype)
      throw new Error(
        `matmul: ${a}${transposeA ? 'ᵀ' : ''} and ${b}${transposeB ? 'ᵀ' : ''} do not multiply.`,
      );
    const batch = broadcastShape('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2));
    return {
      shape: [...batch, dimOf(a, transposeA ? -1 : -2), dimOf(b, transposeB ? -2 : -1)],
      dtype: a.dtype,
    };
  },
  onnx: ({ graph, inputs: [a, b], attributes: { transposeA, transposeB, scale }, application }) => {
    const [{ rank, dtype }, { rank: rankB }] = application.inputs as [Tensor, Tensor];
    if (!transposeA && !transposeB && scale === 1) return graph.node('MatMul', [a, b]);
    if (graph.fused && dtype === 'float32')
      return graph.fusedNode('FusedMatMul', [a, b], {
        transA: transposeA ? 1 : 0,
        transB: transposeB ? 1 : 0,
        alpha: { float: scale },
      });
    const swap = (name: string, n: number) =>
      graph.node('Transpose', [name], { perm: [...Array(n - 2).keys(), n - 1, n - 2] });
    const product = graph.node('MatMul', [transposeA ? swap(a, rank) : a, transposeB ? swap(b, rankB) : b]);
    return scale === 1 ? product : graph.node('Mul', [product, graph.constant([scale], dtype)]);
  },
  // C = s·A B: dA = s·dC Bᵀ, dB = s·Aᵀ dC; a transposed operand gets the transpose of that
  gradient: ({ inputs: [a, b], attributes: { transposeA, transposeB, scale }, gradient: g }) => {
    const dA = transposeA
      ? matmul(b, g, { transposeA: transposeB, transposeB: true, scale })
      : matmul(g, b, { transposeB: !transposeB, scale });
    const dB = transposeB
      ? matmul(g, a, { transposeA: true, transposeB: transposeA, scale })
      : matmul(a, g, { transposeA: !transposeA, scale });
    return [sumTo(dA, a.shape), sumTo(dB, b.shape)];
  },
  samples: [
    sample([real(['B', 3]), real([3, 4])], (a, b) => matmul(a, b), { B: 2 }),
    sample(
      [real(['B', 2, 3, 4]), real(['B', 2, 5, 4])],
      (a, b) => matmul(a, b, { transposeB: true, scale: 0.5 }),
      {
        B: 2,
      },
    ),
    sample([real([4, 3]), real([2, 4, 5])], (a, b) => matmul(a, b, { transposeA: true })),
    sample([real([2, 1, 4, 3]), real([3, 5, 4])], (a, b) =>
      matmul(a, b, { transposeA: true, transposeB: true }),
    ),
  ],
});

/** scale · A B over the last two axes, A or B transposed on request; axes in front are batches and broadcast. */
export function matmul(a: Tensor, b: Tensor, options: Partial<Attributes> = {}): Tensor {
  return operator.apply([a, b], { transposeA: false, transposeB: false, scale: 1, ...options });
}

export default operator;
