import { createRandom, Forward, Generator, loadModel, Trainer } from '@heed/engine';
import type { NodeRun } from '@heed/schema';
import { z } from 'zod';
import { openCheckpoint } from '../shared/checkpoint/node-checkpoint.ts';
import { trainerPart } from '../shared/checkpoint/parts.ts';
import { openDevice } from '../shared/device.ts';
import { scoresAt, targetLogProbs } from '../shared/graph.ts';
import { inputArtifact } from '../shared/inputs.ts';
import { optimizerOptions, scheduledRate } from '../shared/optimization.ts';
import { type Response, responseFeeds, responseInputs } from '../shared/responses.ts';
import { rewardGain, scoreScale } from '../shared/rollouts/describe.ts';
import { openDraws } from '../shared/rollouts/draws.ts';
import { optimizeEpochs } from '../shared/rollouts/optimize.ts';
import { POLICY_EPSILON } from '../shared/rollouts/policy-epsilon.ts';
import { encodePrompts, mostTokens } from '../shared/rollouts/prompts.ts';
import { reportUpdate } from '../shared/rollouts/report-update.ts';
import { RolloutLog } from '../shared/rollouts/rollout-log.ts';
import { addTokenOutputs, sample } from '../shared/rollouts/rollouts.ts';
import { updatesSchema } from '../shared/rollouts/updates.ts';
import { openScorer } from '../shared/scorer.ts';
import { openTrunk } from '../shared/trunk/open-trunk.ts';
import type { Trunk } from '../shared/trunk/trunk.ts';
import { saveTuned, tunedModel } from '../shared/tuning.ts';
import { adaptKlCoefficient, addAdvantages, explainedVariance, type ValuedRollout } from './advantages.ts';
import { policyInputs, policyLoss, valueInputs, valueLoss } from './losses.ts';
import { optimizeBatch } from './optimize.ts';
import type spec from './spec.ts';
import { createValueModel } from './value-model.ts';

type Config = z.infer<typeof spec.config>;

/** What a checkpoint holds beside policy, value model and rollouts. */
const stateSchema = updatesSchema.extend({ klCoefficient: z.number(), rewardScale: z.number() });

/**
 * Proximal policy optimization of a language model (Schulman et al. 2017; Ouyang et al. 2022): sample, score,
 * penalize the distance to the initial model, estimate advantages, take clipped steps, repeat.
 */
export const run: NodeRun<Config> = async (context) => {
  const { config, signal } = context;
  const source = inputArtifact(context, 'policy');
  const { model: initial, tokenizer } = await loadModel(source.directory, { head: 'language-model' });
  const policy = tunedModel(initial, context);
  // with an adapter the initial model stays as it is; otherwise it is the policy and changes with it
  const reference = policy.adapter ? initial : initial.clone();
  const prompts = await encodePrompts(context, initial, tokenizer);
  const random = createRandom(context.seed);
  const device = await openDevice(context);
  await using scorer = await openScorer(inputArtifact(context, 'reward'), device);
  await using generator = await Generator.create({
    ...policy,
    device,
    maxNewTokens: config.maxNewTokens,
    temperature: config.temperature,
    endToken: tokenizer.eosId,
  });
  const checkpoint = await openCheckpoint(context, stateSchema, config.updates);
  const { saved } = checkpoint;
  const draws = openDraws(prompts, random, saved?.draws);
  const sampler = { generator, tokenizer, scorer, random: draws.samples };
  const nextRollouts = async (): Promise<ValuedRollout[]> => {
    const sampled = await sample(draws.promptOrder.take(config.rolloutsPerUpdate), sampler);
    return sampled.map((rollout) => ({ ...rollout, values: [], returns: [] }));
  };

  let rollouts = saved ? [] : await nextRollouts();
  const rewardScale = saved?.rewardScale ?? (config.scaleRewards ? scoreScale(rollouts) : 1);
  const value = createValueModel(scorer.model, initial, rewardScale, context);
  const tokens = mostTokens(prompts, { ...config, answers: config.rolloutsPerUpdate });
  await using policyTrunk = await openTrunk(policy, { device, tokens });
  await using valueTrunk = await openTrunk(value, { device, tokens, shared: policyTrunk });

  await using referenceForward = await Forward.create({
    model: reference,
    device,
    inputs: policyTrunk.inputs(responseInputs),
    outputs: (graph, inputs) => ({
      perToken: targetLogProbs(policyTrunk.over(graph, inputs), inputs, config.temperature),
    }),
  });
  await using valueForward = await Forward.create({
    ...value,
    device,
    inputs: valueTrunk.inputs(responseInputs),
    outputs: (graph, inputs) => ({
      perToken: scoresAt(valueTrunk.over(graph, inputs), inputs, inputs.predictors),
    }),
  });
  await using policyTrainer = await Trainer.create({
    ...policy,
    device,
    inputs: policyTrunk.inputs(policyInputs),
    loss: (graph, inputs) => policyLoss(policyTrunk.over(graph, inputs), inputs, config),
    optimizer: optimizerOptions(config, POLICY_EPSILON),
  });
  await using valueTrainer = await Trainer.create({
    ...value,
    device,
    inputs: valueTrunk.inputs(valueInputs),
    loss: (graph, inputs) => valueLoss(valueTrunk.over(graph, inputs), inputs, config),
    optimizer: optimizerOptions(config, POLICY_EPSILON),
  });

  const log = new RolloutLog();
  await checkpoint.attach(trainerPart('policy', policyTrainer), trainerPart('value', valueTrainer), log.part);
  const rewards = saved?.rewards ?? [];
  let klCoefficient = saved?.klCoefficient ?? config.klCoefficient;
  let last = saved?.last ?? {};
  for (let update = (saved?.update ?? 0) + 1; update <= config.updates && !context.finishing; update++) {
    signal.throwIfAborted();
    const started = performance.now();
    if (update > 1) rollouts = await nextRollouts();
    const sampled = performance.now();

    await policyTrunk.keep(rollouts);
    await valueTrunk.keep(rollouts);
    const feedsOn = (trunk: Trunk) => (batch: readonly Response[]) =>
      trunk.feeds(batch, responseFeeds(batch));
    await addTokenOutputs(rollouts, referenceForward, feedsOn(policyTrunk), (rollout, perToken) => {
      rollout.referenceLogProbs = perToken;
    });
    await addTokenOutputs(rollouts, valueForward, feedsOn(valueTrunk), (rollout, perToken) => {
      rollout.values = perToken;
    });
    addAdvantages(rollouts, { ...config, klCoefficient, rewardScale });
    const prepared = performance.now();

    const learningRate = scheduledRate(config, update - 1, config.updates);
    const stepOptions = { policyTrainer, valueTrainer, policyTrunk, valueTrunk, learningRate };
    const optimizing = optimizeEpochs(rollouts, {
      ...config,
      step: (batch) => optimizeBatch(batch, stepOptions),
      random: random.fork(`update ${update}`),
    });
    const optimized = await checkpoint.guard(update, optimizing);
    const finished = performance.now();

    const numbers = {
      ...optimized,
      explainedVariance: explainedVariance(
        rollouts.flatMap(({ values }) => values),
        rollouts.flatMap(({ returns }) => returns),
      ),
      klCoefficient,
      learningRate,
    };
    const times = { started, sampled, prepared, finished };
    const reported = reportUpdate(context, update, rollouts, numbers, times);
    log.add(update, rollouts);
    last = reported;
    rewards.push(reported.reward);
    if (config.klTarget > 0) {
      klCoefficient = adaptKlCoefficient(klCoefficient, reported.klPerSequence, {
        target: config.klTarget,
        horizon: config.klHorizon,
        answers: rollouts.length,
      });
    }
    const state = { update, draws: draws.state(), rewards, last, klCoefficient, rewardScale };
    await checkpoint.keep(update, state);
  }

  await saveTuned(context.output('policy'), policy, { tokenizer, source });
  await log.write(context.output('rollouts'), tokenizer.digest);
  return { ...last, rewardGain: rewardGain(rewards) };
};
