import {
  add,
  createLowRankAdapter,
  exp,
  Forward,
  float32,
  loadModel,
  mean,
  mul,
  neg,
  sub,
  Trainer,
} from '@heed/engine';
import { targetLogProbs } from '@heed/nodes/shared/graph.ts';
import { responseFeeds, responseInputs } from '@heed/nodes/shared/responses.ts';
import { type Technique, techniqueCase } from '../harness/technique.ts';
import { readExamples } from '../heed/examples.ts';

const KL_COEFFICIENT = 0.1;

/**
 * The initial model as the tuned one with its adapter off, against a second copy of it. The work is a step of LoRA on
 * answers, held near the initial model by exp(d) − d − 1 with d = log p_initial − log p (Schulman 2020).
 */
export const technique: Technique = {
  opening: true,
  async open(job, way) {
    const { model } = await loadModel(job.languageModel, { head: 'language-model' });
    const adapter = createLowRankAdapter(model, { rank: 8, alpha: 16, targets: 'all-linear', seed: 1 });
    const reference = await Forward.create({
      model: way === 'with' ? model : (await loadModel(job.languageModel, { head: 'language-model' })).model,
      inputs: responseInputs,
      outputs: (graph, inputs) => ({ logProbs: targetLogProbs(graph, inputs) }),
    });
    const trainer = await Trainer.create({
      model,
      adapter,
      inputs: { ...responseInputs, initial: { shape: ['N'], dtype: 'float32' } },
      loss: (graph, { initial, ...inputs }) => {
        const logProbs = targetLogProbs(graph, inputs);
        const d = sub(initial, logProbs);
        const distance = sub(sub(exp(d), d), 1);
        return { loss: mean(add(neg(logProbs), mul(distance, KL_COEFFICIENT))) };
      },
    });
    const examples = await readExamples(job);
    const feeds = responseFeeds(
      examples.map(({ promptIds, chosenIds }) => ({ prompt: promptIds, completion: chosenIds })),
    );
    return async () => {
      const { data } = (await reference.run(feeds)).logProbs;
      return (await trainer.step({ ...feeds, initial: float32(data) }, { learningRate: 1e-4 })).loss;
    };
  },
};

export default techniqueCase('reference with the adapter off', 'technique-reference-adapter', {
  title:
    'peak memory and opening of LoRA and its reference, which is the same model with the adapter off or a second copy (second column: without)',
  sizes: ['30M'],
  technique,
});
