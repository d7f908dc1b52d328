import {
  gatherPositions,
  int64,
  loadModel,
  type ModelGraph,
  mean,
  neg,
  packedInputs,
  packSequences,
  padBatch,
  type Tensor,
  Trainer,
} from '@heed/engine';
import { type Technique, techniqueCase } from '../harness/technique.ts';
import { readExamples } from '../heed/examples.ts';
import type { Job } from '../heed/job.ts';

async function sequencesOf(job: Job): Promise<number[][]> {
  return (await readExamples(job)).map(({ promptIds, chosenIds }) => [...promptIds, ...chosenIds]);
}

/** The loss on every token but the first, of hidden states [N,C] that predict targets [N]. */
const lossOf = (graph: ModelGraph, hidden: Tensor, targets: Tensor) => ({
  loss: neg(mean(graph.predict(hidden, targets).logProbs)),
});

const vector = { shape: ['N'], dtype: 'int64' } as const;
const optimizer = { clipNorm: 1 };

/** Texts one after the other, where only attention is padded, against a padded block of texts. */
export const technique: Technique = {
  unit: 'tokens/s',
  unitsOf: async (job) => (await sequencesOf(job)).flat().length,
  async open(job, way) {
    const { model } = await loadModel(job.languageModel, { head: 'language-model' });
    const sequences = await sequencesOf(job);
    const targets = int64(sequences.flatMap((sequence) => sequence.slice(1)));
    const width = way === 'without' ? Math.max(...sequences.map(({ length }) => length)) : 0;
    let start = 0;
    const rows = int64(
      sequences.flatMap((sequence) => {
        const first = start;
        start += width || sequence.length;
        return sequence.slice(1).map((_, place) => first + place);
      }),
    );
    if (way === 'with') {
      const trainer = await Trainer.create({
        model,
        inputs: { ...packedInputs, rows: vector, targets: vector },
        loss: (graph, inputs) => lossOf(graph, graph.hiddenRows(inputs, inputs.rows), inputs.targets),
        optimizer,
      });
      const feeds = { ...packSequences(sequences), rows, targets };
      return async () => (await trainer.step(feeds, { learningRate: 1e-4 })).loss;
    }
    const trainer = await Trainer.create({
      model,
      inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' }, rows: vector, targets: vector },
      loss: (graph, inputs) =>
        lossOf(graph, gatherPositions(graph.hidden(inputs.tokens), inputs.rows), inputs.targets),
      optimizer,
    });
    const { tokens } = padBatch(sequences, job.padId);
    return async () => (await trainer.step({ tokens, rows, targets }, { learningRate: 1e-4 })).loss;
  },
};

export default techniqueCase('texts without padding', 'technique-packing', {
  title:
    'an SFT step on texts one after the other, against a padded block (second column: our engine without it)',
  sizes: ['4M'],
  technique,
});
