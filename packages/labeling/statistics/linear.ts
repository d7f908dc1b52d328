/** Square matrices are row-major: the entry of row i and column j of an n×n matrix stands at i·n + j. */

/**
 * L with A = L·Lᵀ and zeros above the diagonal; undefined where the symmetric matrix A, of which the lower half is read,
 * is not positive definite. `factor` is where L goes.
 */
export function cholesky(
  matrix: Float64Array,
  n: number,
  factor: Float64Array = new Float64Array(n * n),
): Float64Array | undefined {
  for (let row = 0; row < n; row++) {
    factor.fill(0, row * n + row, (row + 1) * n);
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * n + column] as number;
      for (let k = 0; k < column; k++)
        rest -= (factor[row * n + k] as number) * (factor[column * n + k] as number);
      if (row > column) factor[row * n + column] = rest / (factor[column * n + column] as number);
      else if (rest > 0) factor[row * n + row] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return factor;
}

/** x with L·Lᵀ·x = b. `solution` is where x goes. */
export function solve(
  factor: Float64Array,
  n: number,
  right: ArrayLike<number>,
  solution: Float64Array = new Float64Array(n),
): Float64Array {
  for (let row = 0; row < n; row++) {
    let rest = right[row] as number;
    for (let k = 0; k < row; k++) rest -= (factor[row * n + k] as number) * (solution[k] as number);
    solution[row] = rest / (factor[row * n + row] as number);
  }
  for (let row = n - 1; row >= 0; row--) {
    const found = (solution[row] as number) / (factor[row * n + row] as number);
    solution[row] = found;
    // the rows above, along a row of L, since columns are slow to read
    for (let k = 0; k < row; k++)
      solution[k] = (solution[k] as number) - (factor[row * n + k] as number) * found;
  }
  return solution;
}

/** (L·Lᵀ)⁻¹ = L⁻ᵀ·L⁻¹, which is symmetric. `result` is where it goes. */
export function inverse(
  factor: Float64Array,
  n: number,
  result: Float64Array = new Float64Array(n * n),
): Float64Array {
  // row by row of L⁻¹ from those above it, in the place of the result
  for (let row = 0; row < n; row++) {
    const scale = 1 / (factor[row * n + row] as number);
    result.fill(0, row * n, (row + 1) * n);
    for (let k = 0; k < row; k++) {
      const share = -scale * (factor[row * n + k] as number);
      for (let column = 0; column <= k; column++)
        result[row * n + column] =
          (result[row * n + column] as number) + share * (result[k * n + column] as number);
    }
    result[row * n + row] = scale;
  }
  // entry (i, j ≤ i) is the sum over k ≥ i of L⁻¹_ki·L⁻¹_kj: row i is not needed for the rows below
  for (let row = 0; row < n; row++) {
    const own = result[row * n + row] as number;
    for (let column = 0; column <= row; column++)
      result[row * n + column] = (result[row * n + column] as number) * own;
    for (let k = row + 1; k < n; k++) {
      const share = result[k * n + row] as number;
      for (let column = 0; column <= row; column++)
        result[row * n + column] =
          (result[row * n + column] as number) + share * (result[k * n + column] as number);
    }
    for (let column = 0; column < row; column++)
      result[column * n + row] = result[row * n + column] as number;
  }
  return result;
}
