import { attention } from '../models/attention.ts';
import type { Attend } from '../models/family.ts';
import { reshape } from '../operators/reshape.ts';
import { transpose } from '../operators/transpose.ts';
import { type Dim, multiply } from '../tensor/dimension.ts';
import { type DType, dimOf, type Tensor } from '../tensor/tensor.ts';

/** Attention among B·T rows that are B sequences of T places; `maskOf` is added to the scores [B,heads,T,T]. */
export function paddedAttention(batch: Dim, length: Dim, maskOf: (dtype: DType) => Tensor): Attend {
  return (query, key, value) => {
    const [q, k, v] = [query, key, value].map((x) => headsFirst(x, batch, length)) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    return headsJoined(attention(q, k, v, maskOf(query.dtype)));
  };
}

/** Rows [B·T,H,d] as [B,H,T,d]. */
export function headsFirst(x: Tensor, batch: Dim, length: Dim): Tensor {
  return transpose(reshape(x, [batch, length, dimOf(x, 1), dimOf(x, 2)]), [0, 2, 1, 3]);
}

/** [B,H,T,d] as rows [B·T,H·d]. */
export function headsJoined(x: Tensor): Tensor {
  const [batch, heads, length, width] = x.shape as [Dim, Dim, Dim, Dim];
  return reshape(transpose(x, [0, 2, 1, 3]), [multiply(batch, length), multiply(heads, width)]);
}
