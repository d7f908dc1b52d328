import { type Case, row } from '../harness/case.ts';
import { compare } from '../harness/compare.ts';
import { comparisonRows } from '../harness/comparison-rows.ts';
import { sizeNames } from '../harness/sizes.ts';
import { trainedPairs } from '../heed/held-out.ts';

const goals = { '0.5M': undefined, '4M': 2, '30M': 1.2 };

const rewardModel: Case = {
  title: 'the reward-model node against RewardTrainer, pairs a second',
  sizes: sizeNames,
  async run(bench, size) {
    const { steps, batchSize } = bench.amountsOf(size);
    const job = await bench.job('reward-model', size, { count: steps * batchSize + 1 });
    const { examples } = await bench.materialOf(size);
    const ids = (count: number) => trainedPairs(examples.slice(0, count)).map(({ promptId }) => promptId);
    const result = await compare(bench, job, {
      theirJob: { pairs: ids(job.count), firstPairs: ids(batchSize + 1) },
      speedOf: ({ seconds }) => (job.count - 1) / seconds,
    });
    return [
      row('reward model', size, 'pairs/s', [result.ours, result.theirs], goals[size]),
      ...comparisonRows('reward model', size, result),
    ];
  },
};

export default rewardModel;
