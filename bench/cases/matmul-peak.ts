import { type Case, row } from '../harness/case.ts';
import { trainingFlops } from '../harness/flops.ts';
import { startHeed } from '../harness/python.ts';
import { sizes } from '../harness/sizes.ts';

const matmulPeak: Case = {
  title:
    'matrix products that SFT needs a second, against large ones through the same runtime (in the place of theirs)',
  sizes: ['4M', '30M'],
  async run(bench, size) {
    const { steps, batchSize } = bench.amountsOf(size);
    const job = await bench.job('sft', size, { count: steps * batchSize });
    const { examples } = await bench.materialOf(size);
    const needed = trainingFlops(sizes[size], examples.slice(0, job.count));
    using training = startHeed();
    using products = startHeed();
    training.tell(JSON.stringify(job));
    await training.expect('round');
    products.tell(JSON.stringify(await bench.job('matmul', size)));
    await products.expect('round');
    let [reached, peak] = [0, 0];
    for (let round = 0; round < bench.options.rounds; round++) {
      peak = Math.max(peak, Number((await products.round()).flops));
      reached = Math.max(reached, needed / Number((await training.round()).seconds));
    }
    await training.finish();
    await products.finish();
    const goal = size === '30M' ? 0.7 : undefined;
    return [row('share of matmul peak', size, 'GFLOP/s', [reached / 1e9, peak / 1e9], goal)];
  },
};

export default matmulPeak;
