import { searchTop } from '@heed/labeling/statistics/quasi-newton.ts';

/** Standard deviation of the prior of a head's weights: the logits of a head drawn from it spread by about 3. */
const PRIOR = 3;

/** Weights w that make Σ log σ(w·d) − |w|²/(2·prior²) largest: a linear reward by Bradley and Terry. */
export function fitHead(differences: readonly Float64Array[], size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const stiffness = 1 / PRIOR ** 2 + differences.length / (4 * size);
  for (let index = 0; index < size; index++) inverse[index * (size + 1)] = 1 / stiffness;
  const look = (weights: Float64Array) => {
    const gradient = weights.map((weight) => -weight / PRIOR ** 2);
    let value = -weights.reduce((sum, weight) => sum + weight ** 2, 0) / (2 * PRIOR ** 2);
    for (const difference of differences) {
      const lead = dot(weights, difference);
      value -= lead > 0 ? Math.log1p(Math.exp(-lead)) : Math.log1p(Math.exp(lead)) - lead;
      const rest = 1 / (1 + Math.exp(lead));
      for (let index = 0; index < size; index++)
        gradient[index] = (gradient[index] as number) + rest * (difference[index] as number);
    }
    return { value, gradient };
  };
  return searchTop(look, { start: new Float64Array(size), inverse });
}

/** Share of the differences that a head puts above 0; those at 0 count a half. */
export function headAccuracy(weights: Float64Array, differences: readonly Float64Array[]): number {
  const hits = differences.reduce(
    (sum, difference) => sum + (1 + Math.sign(dot(weights, difference))) / 2,
    0,
  );
  return hits / differences.length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] as number) * (b[index] as number);
  return sum;
}
