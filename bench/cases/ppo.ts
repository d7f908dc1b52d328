import { type Case, row } from '../harness/case.ts';
import { compare } from '../harness/compare.ts';
import { comparisonRows } from '../harness/comparison-rows.ts';
import { sizeNames } from '../harness/sizes.ts';

const goals = { '0.5M': 3, '4M': 2, '30M': 1.2 };

const ppo: Case = {
  title:
    'an update of the ppo node against the same in plain PyTorch: rollout, values, 4 epochs of clipped steps',
  sizes: sizeNames,
  async run(bench, size) {
    const { rollouts, rolloutBatch: batchSize } = bench.amountsOf(size);
    const job = await bench.job('ppo', size, { rollouts, batchSize, count: 64, maxNewTokens: 48 });
    const result = await compare(bench, job, { speedOf: ({ seconds }) => 60 / seconds });
    return [
      row('PPO', size, 'updates/min', [result.ours, result.theirs], goals[size]),
      ...comparisonRows('PPO', size, result),
    ];
  },
};

export default ppo;
