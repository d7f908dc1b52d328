import type { Case } from '../harness/case.ts';
import { row } from '../harness/case.ts';
import { compare } from '../harness/compare.ts';
import { comparisonRows } from '../harness/comparison-rows.ts';
import { sizeNames } from '../harness/sizes.ts';

const goals = { '0.5M': undefined, '4M': 1.5, '30M': 1.1 };

const sft: Case = {
  title: 'the sft node against SFTTrainer, loss on answers, tokens of prompts and answers a second',
  sizes: sizeNames,
  async run(bench, size) {
    const { steps, batchSize } = bench.amountsOf(size);
    const job = await bench.job('sft', size, { count: steps * batchSize });
    const { examples } = await bench.materialOf(size);
    const tokens = examples
      .slice(0, job.count)
      .reduce((all, { promptIds, chosenIds }) => all + promptIds.length + chosenIds.length, 0);
    const result = await compare(bench, job, { speedOf: ({ seconds }) => tokens / seconds });
    return [
      row('SFT', size, 'tokens/s', [result.ours, result.theirs], goals[size]),
      ...comparisonRows('SFT', size, result),
    ];
  },
};

export default sft;
