import * as ort from 'onnxruntime-node';
import { buildGraph } from '../onnx/build.ts';
import { encodeModel } from '../onnx/encode.ts';
import { matmul } from '../operators/matmul.ts';
import { input } from '../tensor/tensor.ts';
import { type DeviceName, providersFor } from './device.ts';

/**
 * Entry of a short-lived process that multiplies two matrices on the device it is told and prints what came out as
 * JSON. A driver that crashes takes only this process with it.
 */
export interface ProbeResult {
  /** Best of a few runs. */
  milliseconds: number;
  /** The largest difference from the product in float64, in rows of length 1; huge where half precision overflowed. */
  error: number;
}

const SIZE = 256;
const RUNS = 3;

const x = input('x', [SIZE, SIZE]);
const graph = buildGraph([x], { product: matmul(x, x) }, { name: 'device probe' });
/** Half precision cannot hold numbers of this size. */
const SCALE = 1e6;
/** Rows of about length 1, times the scale. */
const values = Float32Array.from(
  { length: SIZE * SIZE },
  (_, n) => (SCALE * Math.sin(n + 1)) / Math.sqrt(SIZE / 2),
);

const device = process.argv[2] as DeviceName;
const session = await ort.InferenceSession.create(encodeModel(graph), {
  executionProviders: providersFor(device),
  intraOpNumThreads: 2,
  logSeverityLevel: 4,
});
const times: number[] = [];
let data = new Float32Array();
for (let run = 0; run <= RUNS; run++) {
  const started = performance.now();
  const { product } = await session.run({ x: new ort.Tensor('float32', values, [SIZE, SIZE]) });
  data = product?.data as Float32Array<ArrayBuffer>;
  // the first run compiles
  if (run > 0) times.push(performance.now() - started);
}
const result: ProbeResult = { milliseconds: Math.min(...times), error: largestError(data) };
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0));

/** Of a few rows; what is not finite counts as wrong without bounds. */
function largestError(product: Float32Array): number {
  let largest = 0;
  for (let row = 0; row < SIZE; row += 37)
    for (let column = 0; column < SIZE; column++) {
      let exact = 0;
      for (let n = 0; n < SIZE; n++)
        exact += (values[row * SIZE + n] as number) * (values[n * SIZE + column] as number);
      const difference = Math.abs(exact - (product[row * SIZE + column] as number)) / SCALE ** 2;
      largest = Math.max(largest, Number.isFinite(difference) ? difference : Number.MAX_VALUE);
    }
  return largest;
}
