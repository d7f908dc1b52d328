import {
  branchedInputs,
  gather,
  int64,
  loadModel,
  logSigmoid,
  mean,
  neg,
  packBranched,
  packedInputs,
  packSequences,
  sub,
  type Tensor,
  Trainer,
} from '@heed/engine';
import { type Technique, techniqueCase } from '../harness/technique.ts';
import { readExamples } from '../heed/examples.ts';

const ends = {
  chosen: { shape: ['P'], dtype: 'int64' },
  rejected: { shape: ['P'], dtype: 'int64' },
} as const;
const lossOf = (chosen: Tensor, rejected: Tensor) => ({ loss: neg(mean(logSigmoid(sub(chosen, rejected)))) });

/** The prompt of a pair computed once for both of its answers, against twice. Nothing is padded either way. */
export const technique: Technique = {
  unit: 'pairs/s',
  unitsOf: async (job) => job.count,
  async open(job, way) {
    const { model } = await loadModel(job.rewardModel, { head: 'score' });
    const pairs = await readExamples(job);
    if (way === 'with') {
      const { feeds, rows } = packBranched(
        pairs.map(({ promptIds, chosenIds, rejectedIds }) => ({
          prefix: promptIds,
          branches: [chosenIds, rejectedIds],
        })),
      );
      const last = (side: 0 | 1) =>
        int64(
          pairs.map((pair, n) => {
            const { length } = side === 0 ? pair.chosenIds : pair.rejectedIds;
            return (rows.branches[n]?.[side] as number) + length - 1;
          }),
        );
      const trainer = await Trainer.create({
        model,
        inputs: { ...branchedInputs, ...ends },
        loss: (graph, { chosen, rejected, ...batch }) => {
          const hidden = graph.hiddenRows(batch);
          return lossOf(graph.scores(gather(hidden, chosen)), graph.scores(gather(hidden, rejected)));
        },
      });
      const inputs = { ...feeds, chosen: last(0), rejected: last(1) };
      return async () => (await trainer.step(inputs, { learningRate: 1e-4 })).loss;
    }
    const sequences = pairs.flatMap(({ promptIds, chosenIds, rejectedIds }) => [
      [...promptIds, ...chosenIds],
      [...promptIds, ...rejectedIds],
    ]);
    let row = -1;
    const lastRows = sequences.map(({ length }) => {
      row += length;
      return row;
    });
    const trainer = await Trainer.create({
      model,
      inputs: { ...packedInputs, ...ends },
      loss: (graph, { chosen, rejected, ...batch }) => {
        const hidden = graph.hiddenRows(batch);
        return lossOf(graph.scores(gather(hidden, chosen)), graph.scores(gather(hidden, rejected)));
      },
    });
    const inputs = {
      ...packSequences(sequences),
      chosen: int64(lastRows.filter((_, n) => n % 2 === 0)),
      rejected: int64(lastRows.filter((_, n) => n % 2 === 1)),
    };
    return async () => (await trainer.step(inputs, { learningRate: 1e-4 })).loss;
  },
};

export default techniqueCase('shared prompts', 'technique-shared-prompts', {
  title:
    'a reward-model step with each prompt computed once, against twice (second column: our engine without it)',
  sizes: ['4M'],
  technique,
});
