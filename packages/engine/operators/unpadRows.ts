import { defineOperator } from '../tensor/operator.ts';
import { real, sample } from '../tensor/sample.ts';
import { dimOf, type Tensor } from '../tensor/tensor.ts';
import { mul } from './mul.ts';
import { padRows, placesForSamples, type RowPlaces } from './padRows.ts';
import { reshape } from './reshape.ts';

const operator = defineOperator<[Tensor, Tensor, Tensor, Tensor]>({
  name: 'unpadRows',
  infer: ([x, index, places]) => {
    if (places.rank !== 1 || index.shape.join() !== `${x.shape[0]}`)
      throw new Error(`unpadRows: index ${index} and places ${places} do not fit places ${x}.`);
    return { shape: [dimOf(places, 0), ...x.shape.slice(1)], dtype: x.dtype };
  },
  onnx: ({ graph, inputs: [x, , places] }) => graph.node('Gather', [x, places], { axis: 0 }),
  // nothing was read at padding, so nothing comes back there
  gradient: ({ inputs: [x, index, places, real], gradient }) => {
    const mask = reshape(real, [dimOf(x, 0), ...x.shape.slice(1).map(() => 1)]);
    return [mul(padRows(gradient, { index, places, real }), mask), undefined, undefined, undefined];
  },
  samples: [sample([real([6, 2, 3])], (x) => unpadRows(x, placesForSamples()))],
});

/** The rows [N,…] of a padded block x [M,…], in their order. */
export function unpadRows(x: Tensor, { index, places, real }: RowPlaces): Tensor {
  return operator.apply([x, index, places, real], undefined);
}

export default operator;
