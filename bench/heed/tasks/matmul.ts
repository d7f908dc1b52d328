import { float32, matmul } from '@heed/engine';
import { buildGraph } from '../../../packages/engine/onnx/build.ts';
import { toOrt } from '../../../packages/engine/session/feed.ts';
import { Session } from '../../../packages/engine/session/session.ts';
import { input } from '../../../packages/engine/tensor/tensor.ts';
import { nextRound } from '../gate.ts';

const SIDE = 2048;
const REPEATS = 8;

/** Products of two matrices of 2048 × 2048: a round tells the floating-point operations a second of the fastest. */
export async function run(): Promise<void> {
  const [a, b] = [input('a', [SIDE, SIDE]), input('b', [SIDE, SIDE])];
  await using session = await Session.open(
    buildGraph([a, b], { c: matmul(a, b) }, { name: 'matrix product' }),
  );
  const { data } = float32(Array.from({ length: SIDE * SIDE }, (_, place) => Math.sin(place)));
  const matrix = toOrt({ shape: [SIDE, SIDE], data });
  let flops = 0;
  do {
    flops = 0;
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const started = performance.now();
      await session.run({ a: matrix, b: matrix });
      flops = Math.max(flops, (2 * SIDE ** 3) / ((performance.now() - started) / 1000));
    }
  } while (nextRound({ flops }));
}
