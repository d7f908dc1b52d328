import type { GraphBuilder } from '../onnx/builder.ts';
import type { Dim } from '../tensor/dimension.ts';
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
    const half = Number(dimOf(x, -1)) / 2;
    const fits = [`${dimOf(x, 2)},${half}`, `${dimOf(x, 0)},${dimOf(x, 2)},${half}`];
    if (x.rank !== 4 || ![cosine, sine].every(({ shape }) => fits.includes(`${shape}`)))
      throw new Error(
        `rotary: x ${x} must be [B,H,T,d], and cosine ${cosine} and sine ${sine} [T,d/2] or [B,T,d/2].`,
      );
    return x;
  },
  onnx: ({ graph, inputs: [x, ...tables], application }) => {
    const [type, { rank }] = application.inputs as [Tensor, Tensor];
    if (graph.fused && type.dtype === 'float32') return fused(graph, x, tables, type, rank === 3);
    const [cosine, sine] = tables.map((table) =>
      rank === 3 ? graph.node('Unsqueeze', [table, graph.integers([1])]) : table,
    ) as [string, string];
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
    sample([real(['B', 2, 'T', 6]), whole(['T', 3], 9)], turned, { B: 2, T: 3 }),
    sample([real(['B', 2, 'T', 4]), whole(['B', 'T', 2], 9)], turned, { B: 2, T: 3 }),
  ],
});

/** onnxruntime's kernel looks the angles of each token up in a table; with angles for each row that table has B·T rows. */
function fused(
  graph: GraphBuilder,
  x: string,
  tables: string[],
  { shape }: Tensor,
  forEachRow: boolean,
): string {
  if (!forEachRow) return graph.fusedNode('RotaryEmbedding', [x, graph.integers([0]), ...tables]);
  const [batch, , length, width] = shape as [Dim, Dim, Dim, number];
  const [zero, one] = [graph.constant([0], 'int64'), graph.constant([1], 'int64')];
  const count = graph.node('Reshape', [graph.size([batch, length]), graph.integers([])]);
  const places = graph.node('Reshape', [
    graph.node('Range', [zero, count, one]),
    graph.shape([batch, length]),
  ]);
  const flat = tables.map((table) => graph.node('Reshape', [table, graph.integers([-1, width / 2])]));
  return graph.fusedNode('RotaryEmbedding', [x, places, ...flat]);
}

/**
 * Turns each pair (x_i, x_{i+d/2}) of x [B,H,T,d] by its angle, given as cosines and sines [T,d/2] or [B,T,d/2]:
 * rotary position embedding (Su et al., 2021). The angles are taken as constants: no gradient flows to them.
 */
export function rotary(x: Tensor, cosine: Tensor, sine: Tensor): Tensor {
  return operator.apply([x, cosine, sine], undefined);
}

function turned(x: Tensor, angles: Tensor): Tensor {
  const real = cast(angles, x.dtype);
  return rotary(x, cos(real), sin(real));
}

export default operator;
