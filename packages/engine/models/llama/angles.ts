import { add } from '../../operators/add.ts';
import { cast } from '../../operators/cast.ts';
import { constant } from '../../operators/constant.ts';
import { cos } from '../../operators/cos.ts';
import { exp } from '../../operators/exp.ts';
import { gather } from '../../operators/gather.ts';
import { log } from '../../operators/log.ts';
import { maximum } from '../../operators/maximum.ts';
import { maxReduce } from '../../operators/maxReduce.ts';
import { mul } from '../../operators/mul.ts';
import { reshape } from '../../operators/reshape.ts';
import { sin } from '../../operators/sin.ts';
import { sub } from '../../operators/sub.ts';
import type { DType, Tensor } from '../../tensor/tensor.ts';
import { contextLengthOf, frequencies, type Rope } from './rope.ts';

/** Cosines and sines of the angle of each pair at each position: [N,d/2]. */
export interface Angles {
  cosine: Tensor;
  sine: Tensor;
}

/** The angles of heads of `width` at positions [N]. */
export function anglesAt(
  positions: Tensor,
  rope: Rope,
  { width, maxPositions, dtype }: { width: number; maxPositions: number; dtype: DType },
): Angles {
  const rates = frequencies(rope, width);
  if (rope.type === 'dynamic') return growingAngles(positions, rates, rope.factor, maxPositions, dtype);
  return tabulatedAngles(positions, rates, contextLengthOf(rope, maxPositions), dtype);
}

/**
 * With position p = a·n + b the angle is the sum of those of a·n and b, so two tables of √context rows hold all. Sine
 * and cosine as operators would lose digits on graphics cards.
 */
function tabulatedAngles(positions: Tensor, rates: readonly number[], context: number, dtype: DType): Angles {
  const rows = 2 ** Math.ceil(Math.log2(context) / 2);
  const coarse = cast(mul(cast(positions, dtype), 1 / rows), 'int64');
  const fine = sub(positions, mul(coarse, rows));
  const table = (wave: (angle: number) => number, step: number) => {
    const values = Array.from({ length: rows }, (_, row) => rates.map((rate) => wave(row * step * rate)));
    return constant(values.flat(), dtype, [rows, rates.length]);
  };
  const [cosA, sinA] = [gather(table(Math.cos, rows), coarse), gather(table(Math.sin, rows), coarse)];
  const [cosB, sinB] = [gather(table(Math.cos, 1), fine), gather(table(Math.sin, 1), fine)];
  return {
    cosine: sub(mul(cosA, cosB), mul(sinA, sinB)),
    sine: add(mul(sinA, cosB), mul(cosA, sinB)),
  };
}

/**
 * Dynamic NTK scaling: once the longest text L of the batch passes the context M of pretraining, θ grows by
 * g^(d/(d−2)) with g = factor·L/M − (factor − 1), so that rate i falls by g^(−2i/(d−2)).
 */
function growingAngles(
  positions: Tensor,
  rates: readonly number[],
  factor: number,
  maxPositions: number,
  dtype: DType,
): Angles {
  const places = cast(positions, dtype);
  const longest = maximum(add(maxReduce(places), 1), maxPositions);
  const growth = add(mul(longest, factor / maxPositions), 1 - factor);
  const powers = rates.map((_, pair) => -pair / (rates.length - 1));
  const slowed = mul(constant(rates, dtype), exp(mul(log(growth), constant(powers, dtype))));
  const angles = mul(reshape(places, [...places.shape, 1]), slowed);
  return { cosine: cos(angles), sine: sin(angles) };
}
