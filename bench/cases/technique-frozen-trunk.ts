import { createTopBlocksAdapter, loadModel, mean, neg, Trainer } from '@heed/engine';
import { targetLogProbs } from '@heed/nodes/shared/graph.ts';
import { responseFeeds, responseInputs } from '@heed/nodes/shared/responses.ts';
import { openTrunk } from '@heed/nodes/shared/trunk/open-trunk.ts';
import { wholeModel } from '@heed/nodes/shared/trunk/trunk.ts';
import { type Technique, techniqueCase } from '../harness/technique.ts';
import { readExamples } from '../heed/examples.ts';

const EPOCHS = 4;

/** The states above frozen lower layers, computed once for four epochs over the same answers, against each time. */
export const technique: Technique = {
  unit: 'updates/min',
  unitsOf: async () => 60,
  async open(job, way) {
    const { model } = await loadModel(job.languageModel, { head: 'language-model' });
    const answers = (await readExamples(job)).map(({ promptIds, chosenIds }) => ({
      prompt: promptIds,
      completion: chosenIds,
    }));
    const tokens = answers.reduce((all, one) => all + one.prompt.length + one.completion.length, 0);
    const tuned = { model, adapter: createTopBlocksAdapter(model, { blocks: 1, seed: 5 }) };
    const trunk = way === 'with' ? await openTrunk(tuned, { device: 'cpu', tokens }) : wholeModel;
    const trainer = await Trainer.create({
      ...tuned,
      device: 'cpu',
      inputs: trunk.inputs(responseInputs),
      loss: (graph, inputs) => ({ loss: neg(mean(targetLogProbs(trunk.over(graph, inputs), inputs))) }),
    });
    return async () => {
      await trunk.keep(answers);
      let loss = 0;
      for (let epoch = 0; epoch < EPOCHS; epoch++) {
        const feeds = trunk.feeds(answers, responseFeeds(answers));
        loss = (await trainer.step(feeds, { learningRate: 1e-4 })).loss;
      }
      return loss;
    };
  },
};

export default techniqueCase('frozen trunk kept', 'technique-frozen-trunk', {
  title: `${EPOCHS} epochs on the upper layer, with the states below it kept (second column: our engine without it)`,
  sizes: ['4M'],
  technique,
});
