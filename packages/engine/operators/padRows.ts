import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';

import { constant } from './constant.ts';
import { mul } from './mul.ts';
import { reshape } from './reshape.ts';
import { unpadRows } from './unpadRows.ts';

/** How N rows lie in a padded block of M places. */
export interface RowPlaces {
  /** [M] int64: the row at each place; any row at a place that is padding. */
  index: Tensor;
  /** [N] int64: the place of each row. */
  places: Tensor;
  /** [M] float: 1 at the places of rows, 0 at padding. */
  real: Tensor;
}

const operator = defineOperator<[Tensor, Tensor, Tensor, Tensor]>({
  name: 'padRows',
  infer: ([x, index, places, real]) => {
    if (index.rank !== 1 || places.shape.join() !== `${x.shape[0]}` || real.shape.join() !== `${index.shape}`)
      throw new Error(`padRows: index ${index}, places ${places} and real ${real} do not fit rows ${x}.`);
    return { shape: [dimOf(index, 0), ...x.shape.slice(1)], dtype: x.dtype };
  },
  onnx: ({ graph, inputs: [x, index] }) => graph.node('Gather', [x, index], { axis: 0 }),
  // a row receives the gradient of its own place; padding does not count
  gradient: ({ inputs: [, index, places, real], gradient }) => [
    unpadRows(gradient, { index, places, real }),
    undefined,
    undefined,
    undefined,
  ],
  samples: [
    sample([real([4, 3])], (x) => {
      const places = placesForSamples();
      return mul(padRows(x, places), reshape(places.real, [6, 1]));
    }),
  ],
});

/** Rows x [N,…] in a padded block [M,…]. Padding holds copies of rows: whatever is computed of it must not count. */
export function padRows(x: Tensor, { index, places, real }: RowPlaces): Tensor {
  return operator.apply([x, index, places, real], undefined);
}

/** Four rows in two lines of three places: three rows and one. */
export function placesForSamples(): RowPlaces {
  return {
    index: constant([0, 1, 2, 3, 0, 0], 'int64'),
    places: constant([0, 1, 2, 3], 'int64'),
    real: constant([1, 1, 1, 1, 0, 0], 'float64'),
  };
}

export default operator;
