import { createTopBlocksAdapter, Forward, Model, Trainer } from '@heed/engine';
import { createRandom } from '@heed/engine/random';
import type { ValuedRollout } from '@heed/nodes/ppo/advantages.ts';
import { policyInputs, policyLoss, valueInputs, valueLoss } from '@heed/nodes/ppo/losses.ts';
import { optimizeBatch } from '@heed/nodes/ppo/optimize.ts';
import { chunks } from '@heed/nodes/shared/batching.ts';
import { scoresAt, targetLogProbs } from '@heed/nodes/shared/graph.ts';
import { type Response, responseFeeds, responseInputs } from '@heed/nodes/shared/responses.ts';
import { addTokenOutputs } from '@heed/nodes/shared/rollouts/rollouts.ts';
import { openTrunk } from '@heed/nodes/shared/trunk/open-trunk.ts';
import { wholeModel } from '@heed/nodes/shared/trunk/trunk.ts';
import { CONTEXT_LENGTH, sizes } from '../harness/sizes.ts';
import { type Technique, techniqueCase } from '../harness/technique.ts';
import { readExamples } from '../heed/examples.ts';
import type { Job, Way } from '../heed/job.ts';

const SEED = 11;
const ROLLOUT_BATCH = 8;
const EPOCHS = 4;
/** Deeper and narrower than the model of 4 M elsewhere, and as large: one of its eight layers is trained. */
const config = {
  model_type: 'gpt2',
  vocab_size: sizes['4M'].vocabularySize,
  n_positions: CONTEXT_LENGTH,
  n_layer: 8,
  n_embd: 192,
  n_head: 4,
};
const temperature = 1;
const clipping = {
  clipRange: 0.2,
  valueClipRange: 0.2,
  valueCoefficient: 0.1,
  entropyCoefficient: 0,
  temperature,
};

/** Answers of realistic lengths, with made-up numbers where sampling and scoring would give them. */
async function rolloutsOf(job: Job): Promise<ValuedRollout[]> {
  const random = createRandom(SEED);
  const examples = await readExamples({ ...job, count: job.rollouts });
  return examples.map(({ promptId, prompt, promptIds, chosen, chosenIds }) => {
    const each = (around: number) => chosenIds.map(() => around + 0.3 * random.normal());
    return {
      row: { promptId, prompt, language: 'en' },
      prompt: promptIds,
      completion: chosenIds,
      text: chosen,
      finished: true,
      score: 0,
      logProbs: each(-7),
      referenceLogProbs: [],
      advantages: each(0),
      values: [],
      returns: each(0),
    };
  });
}

/** Reference, value model and policy, over a trunk that is computed once an update or in every pass. */
async function openModels({ rollouts }: Job, way: Way) {
  const model = Model.initialize(config, { head: 'language-model', seed: SEED });
  const policy = { model, adapter: createTopBlocksAdapter(model, { blocks: 1, seed: SEED }) };
  const value = { model, adapter: createTopBlocksAdapter(model, { blocks: 1, head: 'score', seed: SEED }) };
  const tokens = rollouts * CONTEXT_LENGTH;
  const trunk = way === 'with' ? await openTrunk(policy, { device: 'cpu', tokens }) : wholeModel;
  const reference = await Forward.create({
    model,
    inputs: trunk.inputs(responseInputs),
    outputs: (graph, inputs) => ({
      perToken: targetLogProbs(trunk.over(graph, inputs), inputs, temperature),
    }),
  });
  const valuing = await Forward.create({
    ...value,
    inputs: trunk.inputs(responseInputs),
    outputs: (graph, inputs) => ({
      perToken: scoresAt(trunk.over(graph, inputs), inputs, inputs.predictors),
    }),
  });
  const policyTrainer = await Trainer.create({
    ...policy,
    inputs: trunk.inputs(policyInputs),
    loss: (graph, inputs) => policyLoss(trunk.over(graph, inputs), inputs, clipping),
  });
  const valueTrainer = await Trainer.create({
    ...value,
    inputs: trunk.inputs(valueInputs),
    loss: (graph, inputs) => valueLoss(trunk.over(graph, inputs), inputs, clipping),
  });
  return { trunk, reference, valuing, policyTrainer, valueTrainer };
}

/** The lower layers computed once for all passes over an update's answers, against in every pass. */
export const technique: Technique = {
  unit: 'updates/min',
  unitsOf: async () => 60,
  async open(job, way) {
    const rollouts = await rolloutsOf(job);
    const { trunk, reference, valuing, policyTrainer, valueTrainer } = await openModels(job, way);
    const feeds = (batch: readonly Response[]) => trunk.feeds(batch, responseFeeds(batch));
    const trainers = { policyTrainer, valueTrainer, policyTrunk: trunk, valueTrunk: trunk };
    return async () => {
      await trunk.keep([]);
      await trunk.keep(rollouts);
      await addTokenOutputs(rollouts, reference, feeds, (one, perToken) => {
        one.referenceLogProbs = perToken;
      });
      await addTokenOutputs(rollouts, valuing, feeds, (one, perToken) => {
        one.values = perToken;
      });
      let valueLoss = 0;
      for (let epoch = 0; epoch < EPOCHS; epoch++)
        for (const batch of chunks(rollouts, ROLLOUT_BATCH))
          ({ valueLoss } = await optimizeBatch(batch, { ...trainers, learningRate: 1e-5 }));
      return valueLoss;
    };
  },
};

export default techniqueCase('frozen trunk', 'technique-trunk-caching', {
  title:
    'a PPO update after sampling, one of eight layers trained, the others computed once, against in every pass (second column: our engine without it)',
  sizes: ['4M'],
  technique,
});
