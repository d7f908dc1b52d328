import { expect, test } from 'vitest';
import { buildGraph } from '../onnx/build.ts';
import { createRandom } from '../random/index.ts';
import { toOrt } from '../session/feed.ts';
import { Session } from '../session/session.ts';
import { input } from '../tensor/tensor.ts';
import { scatterRows } from './scatterRows.ts';

test('rows with equal indices all count, also on several threads', async () => {
  const [count, width, size] = [20_000, 16, 3];
  const [rows, index] = [input('rows', ['N', width]), input('index', ['N'], 'int64')];
  const graph = buildGraph([rows, index], { table: scatterRows(rows, index, [size, width]) });
  await using session = await Session.open(graph, { device: 'cpu', threads: 2 });
  const random = createRandom(1);
  const data = Float32Array.from({ length: count * width }, () => random.integer(8));
  const places = BigInt64Array.from({ length: count }, () => BigInt(random.integer(size)));
  const expected = new Float32Array(size * width);
  for (const [n, value] of data.entries()) {
    const place = Number(places[Math.floor(n / width)]) * width + (n % width);
    expected[place] = (expected[place] as number) + value;
  }
  for (let run = 0; run < 3; run++) {
    const feeds = {
      rows: toOrt({ shape: [count, width], data }),
      index: toOrt({ shape: [count], data: places }),
    };
    expect((await session.run(feeds)).table?.data).toEqual(expected);
  }
});
