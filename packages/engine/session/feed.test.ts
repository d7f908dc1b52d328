import { expect, test } from 'vitest';
import { feed, float32, int64, padBatch } from './feed.ts';

test('sequences become one batch, padded on either side', () => {
  const right = padBatch([[5, 6, 7], [8]], 9);
  expect(right.tokens).toEqual({ shape: [2, 3], data: BigInt64Array.of(5n, 6n, 7n, 8n, 9n, 9n) });
  expect(right.mask).toEqual({ shape: [2, 3], data: Float32Array.of(1, 1, 1, 1, 0, 0) });
  const left = padBatch([[5, 6, 7], [8]], 9, { side: 'left', length: 4 });
  expect(left.tokens.data).toEqual(BigInt64Array.of(9n, 5n, 6n, 7n, 9n, 9n, 9n, 8n));
  expect(left.mask.data).toEqual(Float32Array.of(0, 1, 1, 1, 0, 0, 0, 1));
});

test('numbers become vectors and tensors of a type', () => {
  expect(int64([1, 2])).toEqual({ shape: [2], data: BigInt64Array.of(1n, 2n) });
  expect(float32([0.5])).toEqual({ shape: [1], data: Float32Array.of(0.5) });
  expect(feed([1, 0], [2, 1], 'bool')).toEqual({ shape: [2, 1], data: Uint8Array.of(1, 0) });
  expect(() => feed([1, 2, 3], [2, 2])).toThrow('3 values do not fill the shape [2,2].');
});
