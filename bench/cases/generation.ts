import { type Case, row } from '../harness/case.ts';
import { compare } from '../harness/compare.ts';
import { comparisonRows } from '../harness/comparison-rows.ts';
import { sizeNames } from '../harness/sizes.ts';

const goals = { '0.5M': 4, '4M': 2.5, '30M': 1.2 };

const generation: Case = {
  title: 'the generate node against transformers.generate, new tokens a second at temperature 1',
  sizes: sizeNames,
  async run(bench, size) {
    const { generationBatch: batchSize, generationBatches: batches } = bench.amountsOf(size);
    // one batch warms up; the same model ends answers by chance on both sides, or cuts them off at 64 tokens
    const job = await bench.job('generation', size, { batchSize, count: (1 + batches) * batchSize });
    const result = await compare(bench, job, { speedOf: ({ seconds, tokens }) => tokens / seconds });
    return [
      row('generation', size, 'tokens/s', [result.ours, result.theirs], goals[size]),
      ...comparisonRows('generation', size, result),
    ];
  },
};

export default generation;
