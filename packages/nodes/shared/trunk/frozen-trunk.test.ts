import { createTopBlocksAdapter, Forward, families, type Head, Model, Trainer } from '@heed/engine';
import { describe, expect, test } from 'vitest';
import { policyInputs, policyLoss, valueInputs, valueLoss } from '../../ppo/losses.ts';
import { optimizeBatch } from '../../ppo/optimize.ts';
import { policyFeeds, policyInputs as sequenceInputs, policyLoss as sequenceLoss } from '../../rloo/loss.ts';
import { scoresAt, targetLogProbs } from '../graph.ts';
import {
  answerFeeds,
  answerInputs,
  groupedResponseFeeds,
  groupedResponseInputs,
  type Response,
  responseFeeds,
} from '../responses.ts';
import { KEPT_BYTES, openTrunk } from './open-trunk.ts';
import { type Trunk, wholeModel } from './trunk.ts';

/** Each family with so many layers that there are blocks below the one that is trained. */
const configs = families.map(({ modelType, samples }) => {
  const layers = modelType === 'gpt2' ? { n_layer: 3 } : { num_hidden_layers: 3 };
  return { modelType, config: { ...samples[0], ...layers, initializer_range: 0.2 } };
});

/** Two answers to the same prompt and two to others, in an order that no layout has. */
const answers = [
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  [[7], [8, 9]],
  [[1, 2, 3], [2]],
  [[10], [3, 4]],
].map(([prompt, completion], n) => {
  const each = (scale: number) => (completion as number[]).map((_, place) => scale * Math.sin(n + place + 1));
  return {
    row: { promptId: '', prompt: '', language: 'en' },
    prompt: prompt as number[],
    completion: completion as number[],
    text: '',
    finished: true,
    score: 0,
    logProbs: each(0.3).map((one) => one - 2),
    referenceLogProbs: [],
    advantages: each(1),
    values: each(0.5),
    returns: each(0.8),
  };
});
const options = {
  clipRange: 0.2,
  entropyCoefficient: 0.01,
  temperature: 0.9,
  valueClipRange: 0.2,
  valueCoefficient: 0.1,
};
const learningRate = 1e-3;
const epsilon = 1e-5;

function tunedOf(config: object, head: Head) {
  const model = Model.initialize(config, { head, seed: 4 });
  return { model, adapter: createTopBlocksAdapter(model, { blocks: 1, seed: 5 }) };
}

async function open(tuned: ReturnType<typeof tunedOf>): Promise<Trunk> {
  const trunk = await openTrunk(tuned, { device: 'cpu', tokens: 100 });
  expect(trunk).not.toBe(wholeModel);
  await trunk.keep(answers);
  return trunk;
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>) {
  expect(actual).toHaveLength(expected.length);
  const worst = Math.max(
    ...Array.from(
      actual,
      (value, n) => Math.abs(value - (expected[n] as number)) / Math.max(1, Math.abs(value)),
    ),
  );
  expect(worst).toBeLessThan(1e-6);
}

/** Numbers, gradients (as the first moments have them) and weights of a step of PPO on policy and value model. */
async function stepOfPpo(config: object, cached: boolean) {
  const [policy, value] = [tunedOf(config, 'language-model'), tunedOf(config, 'score')];
  await using policyTrunk = cached ? await open(policy) : wholeModel;
  await using valueTrunk = cached ? await open(value) : wholeModel;
  await using policyTrainer = await Trainer.create({
    ...policy,
    inputs: policyTrunk.inputs(policyInputs),
    loss: (graph, inputs) => policyLoss(policyTrunk.over(graph, inputs), inputs, options),
    optimizer: { epsilon },
  });
  await using valueTrainer = await Trainer.create({
    ...value,
    inputs: valueTrunk.inputs(valueInputs),
    loss: (graph, inputs) => valueLoss(valueTrunk.over(graph, inputs), inputs, options),
    optimizer: { epsilon },
  });
  const trainers = { policyTrainer, valueTrainer, policyTrunk, valueTrunk };
  const first = await optimizeBatch(answers, { ...trainers, learningRate });
  const gradients = [policyTrainer, valueTrainer].map((one) => one.exportState().firstMoment.slice());
  const second = await optimizeBatch(answers.toReversed(), { ...trainers, learningRate });
  const weights = [policyTrainer, valueTrainer].map((one) => one.exportState().weights.slice());
  return {
    numbers: [...Object.values(first), ...Object.values(second)],
    vectors: [...gradients, ...weights],
  };
}

/** As `stepOfPpo`, of a loss whose answers share their prompts. */
async function stepOfRloo(config: object, cached: boolean) {
  const policy = tunedOf(config, 'language-model');
  await using trunk = cached ? await open(policy) : wholeModel;
  await using trainer = await Trainer.create({
    ...policy,
    inputs: trunk.inputs(sequenceInputs),
    loss: (graph, inputs) => sequenceLoss(trunk.over(graph, inputs), inputs, options),
    optimizer: { epsilon },
  });
  const numbers = await trainer.step(trunk.feeds(answers, policyFeeds(answers)), { learningRate });
  const { firstMoment, weights } = trainer.exportState();
  return { numbers: Object.values(numbers), vectors: [firstMoment.slice(), weights.slice()] };
}

describe.each(configs)(
  '$modelType: kept states give the losses, gradients and weights of whole passes',
  ({ config }) => {
    test.each([
      ['with answers apart', stepOfPpo],
      ['with answers that share their prompts', stepOfRloo],
    ])('%s', async (_, step) => {
      const [kept, whole] = [await step(config, true), await step(config, false)];
      expectClose(kept.numbers, whole.numbers);
      for (const [n, vector] of kept.vectors.entries()) expectClose(vector, whole.vectors[n] as Float32Array);
    });
  },
);

const { config } = configs[0] as (typeof configs)[number];

test('the initial model is measured from the same states', async () => {
  const tuned = tunedOf(config, 'language-model');
  tuned.adapter.parameters.data.fill(0);
  const measure = async (trunk: Trunk, batch: Response[]) => {
    await using forward = await Forward.create({
      model: tuned.model,
      inputs: trunk.inputs(groupedResponseInputs),
      outputs: (graph, inputs) => ({ perToken: targetLogProbs(trunk.over(graph, inputs), inputs) }),
    });
    return (await forward.run(trunk.feeds(batch, groupedResponseFeeds(batch)))).perToken.data;
  };
  await using trunk = await open(tuned);
  expectClose(await measure(trunk, answers), await measure(wholeModel, answers));
});

test('answers without a prompt are scored from the same states', async () => {
  const tuned = tunedOf(config, 'score');
  const score = async (trunk: Trunk, batch: Response[]) => {
    await using forward = await Forward.create({
      ...tuned,
      inputs: trunk.inputs(answerInputs),
      outputs: (graph, inputs) => ({ scores: scoresAt(trunk.over(graph, inputs), inputs, inputs.ends) }),
    });
    return (await forward.run(trunk.feeds(batch, answerFeeds(batch)))).scores.data;
  };
  await using trunk = await open(tuned);
  const unasked = [{ prompt: [], completion: [5, 6, 7] }];
  for (const batch of [unasked, [...answers, ...unasked]]) {
    await trunk.keep(batch);
    expectClose(await score(trunk, batch), await score(wholeModel, batch));
  }
});

test('what was kept stays while it is asked for, and is dropped with other answers', async () => {
  await using trunk = await open(tunedOf(config, 'language-model'));
  const [first, second] = answers as Response[] as [Response, Response];
  const statesOf = (one: Response) =>
    (trunk.feeds([one], responseFeeds([one])) as unknown as { states: { data: Float32Array } }).states.data;
  const before = statesOf(first);
  await trunk.keep([first]);
  expect(statesOf(first)).toEqual(before);
  expect(() => statesOf(second)).toThrow(/keep the answers first/);
});

test('one trunk serves two models where weights and configuration below are the same', async () => {
  const policy = tunedOf(config, 'language-model');
  await using trunk = await openTrunk(policy, { device: 'cpu', tokens: 100 });
  const shares = async (model: Model, blocks = 1) => {
    const adapter = createTopBlocksAdapter(model, { blocks, seed: 1 });
    await using other = await openTrunk({ model, adapter }, { device: 'cpu', tokens: 100, shared: trunk });
    return other === trunk;
  };
  expect(await shares(policy.model)).toBe(true);
  const reward = policy.model.withHead('score', 3);
  reward.parameters.view('transformer.h.2.attn.c_attn.weight').fill(0.1);
  expect(await shares(reward)).toBe(true);
  expect(await shares(reward, 2)).toBe(false);
  const elsewhere = Model.fromTensors({ ...reward.config, layer_norm_epsilon: 1e-3 }, reward.tensors(), {
    head: 'score',
    seed: 0,
  });
  expect(await shares(elsewhere)).toBe(false);
  reward.parameters.view('transformer.h.1.mlp.c_fc.bias')[0] = 1e-6;
  expect(await shares(reward)).toBe(false);
});

test('nothing is kept where nothing is frozen or where the states would take too much memory', async () => {
  const { model, adapter } = tunedOf(config, 'language-model');
  const openWith = (tokens: number, tuned = { model, adapter }) =>
    openTrunk(tuned, { device: 'cpu', tokens });
  const most = KEPT_BYTES / 4 / model.dimensions.width;
  expect(await openWith(most + 1)).toBe(wholeModel);
  await using trunk = await openWith(most);
  expect(trunk).not.toBe(wholeModel);
  expect(await openTrunk({ model }, { device: 'cpu', tokens: 1 })).toBe(wholeModel);
  const all = createTopBlocksAdapter(model, { blocks: 3, seed: 1 });
  expect(await openWith(1, { model, adapter: all })).toBe(wholeModel);
});
