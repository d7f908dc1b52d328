import { expect, test } from 'vitest';
import { gradients } from '../autodiff/gradients.ts';
import { add } from '../operators/add.ts';
import { cast } from '../operators/cast.ts';
import { constant } from '../operators/constant.ts';
import { linear } from '../operators/linear.ts';
import { loop } from '../operators/loop.ts';
import { mean } from '../operators/mean.ts';
import { mul } from '../operators/mul.ts';
import { neg } from '../operators/neg.ts';
import { reshape } from '../operators/reshape.ts';
import { square } from '../operators/square.ts';
import { sub } from '../operators/sub.ts';
import { input, type Tensor } from '../tensor/tensor.ts';
import { buildGraph } from './build.ts';
import { toText } from './text.ts';

test('a regression with its gradient reads as the mathematics', () => {
  const x = input('x', ['B', 3]);
  const y = input('y', ['B', 1]);
  const weight = input('weight', [3, 1]);
  const bias = input('bias', [1]);
  const loss = mean(square(sub(linear(x, weight, bias), y)));
  const [slope] = gradients(loss, [weight]) as [Tensor];
  const graph = buildGraph([x, y, weight, bias], { loss, slope }, { name: 'regression' });
  expect(toText(graph)).toMatchInlineSnapshot(`
    "regression(x: float32[B,3], y: float32[B,1], weight: float32[3,1], bias: float32[1]) → loss: float32[], slope: float32[3,1]
      [0,1]: int64[2] = 0 1
      1: float32[] = 1
      []: int64[0] = 
      [1,1]: int64[2] = 1 1
      2: float32[] = 2
      gemm_1 = Gemm(x, weight, bias)
      sub_1 = Sub(gemm_1, y)
      mul_1 = Mul(sub_1, sub_1)
      loss = ReduceMean(mul_1, [0,1]) {keepdims=0}
      shape_1 = Shape(x) {start=0, end=1}
      reshape_1 = Reshape(shape_1, [])
      cast_1 = Cast(reshape_1) {to=1}
      div_1 = Div(1, cast_1)
      reshape_2 = Reshape(div_1, [1,1])
      mul_2 = Mul(sub_1, 2)
      mul_3 = Mul(reshape_2, mul_2)
      slope = com.microsoft.FusedMatMul(x, mul_3) {transA=1, transB=0, alpha=1}"
  `);
});

test('what a loop does not change is computed before it, and shapes only once', () => {
  const x = input('x', ['B', 'T']);
  const { carried } = loop(
    constant(4, 'int64'),
    constant(1, 'bool'),
    [reshape(x, ['B*T'])],
    [{ shape: ['B*T'], dtype: 'float32' }],
    (iteration, [y]) => ({
      condition: constant(1, 'bool'),
      carried: [add(mul(y as Tensor, cast(iteration, 'float32')), reshape(neg(x), ['B*T']))],
      collected: [],
    }),
  );
  const graph = buildGraph([x], { y: reshape(carried[0] as Tensor, ['T', 'B']) }, { name: 'powers' });
  expect(toText(graph)).toMatchInlineSnapshot(`
    "powers(x: float32[B,T]) → y: float32[T,B]
      4: int64[] = 4
      1: bool[] = 1
      [-1]: int64[1] = -1
      reshape_1 = Reshape(x, [-1])
      neg_1 = Neg(x)
      reshape_2 = Reshape(neg_1, [-1])
      loop_1 = Loop(4, 1, reshape_1)
        body(iteration: int64[], going: bool[], carried0: float32[B*T]) → goOn: bool[], next0: float32[B*T]
          cast_1 = Cast(iteration) {to=1}
          mul_1 = Mul(carried0, cast_1)
          next0 = Add(mul_1, reshape_2)
          goOn = Identity(1)
      shape_1 = Shape(x) {start=1, end=2}
      shape_2 = Shape(x) {start=0, end=1}
      concat_1 = Concat(shape_1, shape_2) {axis=0}
      y = Reshape(loop_1, concat_1)"
  `);
});

test('an input that is missing is named', () => {
  const x = input('x', ['B']);
  expect(() => buildGraph([x], { y: add(x, input('z', [])) })).toThrow(
    'The tensor z is not an input of this graph.',
  );
  expect(() => buildGraph([x], { y: reshape(input('x', ['T', 2]), [2, 'T']) })).toThrow('not an input');
});
