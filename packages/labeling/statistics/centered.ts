/** The covariance of values less their mean: comparisons say nothing of what all scores of a prompt have in common. */
export function centered(covariance: readonly (readonly number[])[]): number[][] {
  const size = covariance.length;
  const rowMean = covariance.map((row) => row.reduce((a, b) => a + b, 0) / size);
  const mean = rowMean.reduce((a, b) => a + b, 0) / size;
  return covariance.map((row, i) =>
    row.map((value, j) => value - (rowMean[i] as number) - (rowMean[j] as number) + mean),
  );
}
