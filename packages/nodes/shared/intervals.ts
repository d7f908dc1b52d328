/** Two-sided 95 % quantile of the normal distribution. */
const Z = 1.959964;

/**
 * Wilson score interval (Wilson 1927) of a share seen in `count` cases, at 95 %; [0, 1] of no cases.
 */
export function proportionInterval(share: number, count: number): [low: number, high: number] {
  if (count === 0) return [0, 1];
  const z2 = Z * Z;
  const center = (share + z2 / (2 * count)) / (1 + z2 / count);
  const half = (Z / (1 + z2 / count)) * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count * count));
  return [Math.max(0, center - half), Math.min(1, center + half)];
}

/** Normal 95 % interval of a mean. */
export function meanInterval(mean: number, deviation: number, count: number): [low: number, high: number] {
  const half = count > 0 ? (Z * deviation) / Math.sqrt(count) : 0;
  return [mean - half, mean + half];
}
