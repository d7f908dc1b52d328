import { gather } from '../operators/gather.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** The rows of x [N,…] by number, or all of them. */
export function atRows(x: Tensor, rows: Tensor | undefined): Tensor {
  return rows === undefined ? x : gather(x, rows);
}
