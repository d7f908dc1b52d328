/** Square matrices are row-major: the entry of row i and column j of an n×n matrix stands at i·n + j. */

/** L with A = L·Lᵀ and zeros above the diagonal; undefined where the symmetric matrix A is not positive definite. */
export function cholesky(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
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

/** x with L·Lᵀ·x = b. */
export function solve(factor: Float64Array, n: number, right: ArrayLike<number>): Float64Array {
  const solution = Float64Array.from(right);
  for (let row = 0; row < n; row++) {
    let rest = solution[row] as number;
    for (let k = 0; k < row; k++) rest -= (factor[row * n + k] as number) * (solution[k] as number);
    solution[row] = rest / (factor[row * n + row] as number);
  }
  for (let row = n - 1; row >= 0; row--) {
    let rest = solution[row] as number;
    for (let k = row + 1; k < n; k++) rest -= (factor[k * n + row] as number) * (solution[k] as number);
    solution[row] = rest / (factor[row * n + row] as number);
  }
  return solution;
}

/** (L·Lᵀ)⁻¹, which is symmetric. */
export function inverse(factor: Float64Array, n: number): Float64Array {
  const result = new Float64Array(n * n);
  const unit = new Float64Array(n);
  for (let column = 0; column < n; column++) {
    unit.fill(0);
    unit[column] = 1;
    result.set(solve(factor, n, unit), column * n);
  }
  return result;
}
