import type { GraphBuilder } from '../onnx/builder.ts';
import { type Dim, multiply } from '../tensor/dimension.ts';
import { defineOperator } from '../tensor/operator.ts';
import { real, sample, whole } from '../tensor/sample.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { cast } from './cast.ts';
import { cos } from './cos.ts';
import { neg } from './neg.ts';
import { sin } from './sin.ts';

const operator = defineOperator<[Tensor, Tensor, Tensor]>({
  name: 'rotary',
  infer: ([x, cosine, sine]) => {
    const angles = `${dimOf(x, 0)},${Number(dimOf(x, -1)) / 2}`;
    if (x.rank !== 3 || ![cosine, sine].every(({ shape }) => `${shape}` === angles))
      throw new Error(`rotary: x ${x} must be [N,H,d], and cosine ${cosine} and sine ${sine} [N,d/2].`);
    return x;
  },
  onnx: ({ graph, inputs: [x, ...tables], application }) => {
    const [type] = application.inputs as [Tensor];
    if (graph.fused && type.dtype === 'float32') return fused(graph, x, tables, type);
    const [cosine, sine] = tables.map((table) => graph.node('Unsqueeze', [table, graph.integers([1])])) as [
      string,
      string,
    ];
    const [a, b] = graph.nodes('Split', [x], { axis: -1, num_outputs: 2 }, 2) as [string, string];
    const times = (one: string, other: string) => graph.node('Mul', [one, other]);
    const first = graph.node('Sub', [times(a, cosine), times(b, sine)]);
    const second = graph.node('Add', [times(b, cosine), times(a, sine)]);
    return graph.node('Concat', [first, second], { axis: -1 });
  },
  // the angles do not depend on weights; a gradient is turned back
  gradient: ({ inputs: [, cosine, sine], gradient }) => [
    rotary(gradient, cosine, neg(sine)),
    undefined,
    undefined,
  ],
  samples: [
    sample([real(['N', 2, 6]), whole(['N', 3], 9)], turned, { N: 3 }),
    sample([real([5, 1, 4]), whole([5, 2], 9)], turned),
  ],
});

/** onnxruntime's kernel takes a batch of sequences and looks the angles of each place up: here one sequence of N places. */
function fused(graph: GraphBuilder, x: string, tables: string[], { shape }: Tensor): string {
  const [rows, heads, width] = shape as [Dim, Dim, Dim];
  const sequence = graph.node('Reshape', [x, graph.reshapeTarget([1, rows, multiply(heads, width)])]);
  const rotated = graph.fusedNode('RotaryEmbedding', [sequence, graph.integers([0]), ...tables]);
  return graph.node('Reshape', [rotated, graph.reshapeTarget(shape)]);
}

/**
 * Turns each pair (x_i, x_{i+d/2}) of x [N,H,d] by its angle, given as cosines and sines [N,d/2]: rotary position
 * embedding (Su et al., 2021). The angles are taken as constants: no gradient flows to them.
 */
export function rotary(x: Tensor, cosine: Tensor, sine: Tensor): Tensor {
  return operator.apply([x, cosine, sine], undefined);
}

function turned(x: Tensor, angles: Tensor): Tensor {
  const real = cast(angles, x.dtype);
  return rotary(x, cos(real), sin(real));
}

export default operator;
