/** Two-sided 95 % quantile of the normal distribution. */
const Z95 = 1.959964;

/** A value with its standard error and its 95 % interval. */
export interface Estimate {
  value: number;
  standardError: number;
  low: number;
  high: number;
}

/** value ± 1.96 standard errors. */
export function estimate(value: number, standardError: number): Estimate {
  return { value, standardError, low: value - Z95 * standardError, high: value + Z95 * standardError };
}

/** A share of `count` cases with its 95 % interval; null of no cases. */
export interface Share {
  value: number;
  low: number;
  high: number;
  count: number;
}

/** Score interval of a share (Wilson 1927); `hits` and `count` may be sums of weights. */
export function share(hits: number, count: number): Share | null {
  if (!(count > 0)) return null;
  const value = hits / count;
  const z2 = Z95 * Z95;
  const center = (value + z2 / (2 * count)) / (1 + z2 / count);
  const half = (Z95 / (1 + z2 / count)) * Math.sqrt((value * (1 - value)) / count + z2 / (4 * count * count));
  return { value, low: Math.max(0, center - half), high: Math.min(1, center + half), count };
}
