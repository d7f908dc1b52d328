import { createRandom, Forward, Generator, loadModel, Trainer } from '@heed/engine';
import type { NodeRun } from '@heed/schema';
import type { z } from 'zod';
import { mean, standardDeviation } from '../shared/batching.ts';
import { scoresAt, targetLogProbs } from '../shared/graph.ts';
import { inputArtifact } from '../shared/inputs.ts';
import { optimizerOptions, scheduledRate } from '../shared/optimization.ts';
import { responseInputs } from '../shared/responses.ts';
import { describeRollouts } from '../shared/rollouts/describe.ts';
import { optimizeEpochs } from '../shared/rollouts/optimize.ts';
import { encodePrompts, endlessPrompts } from '../shared/rollouts/prompts.ts';
import { RolloutLog } from '../shared/rollouts/rollout-log.ts';
import { addTokenOutputs, type Rollout, sample } from '../shared/rollouts/rollouts.ts';
import { openScorer } from '../shared/scorer.ts';
import { saveTuned, tunedModel } from '../shared/tuning.ts';
import { adaptKlCoefficient, addAdvantages, explainedVariance, type ValuedRollout } from './advantages.ts';
import { policyInputs, policyLoss, valueInputs, valueLoss } from './losses.ts';
import { optimizeBatch } from './optimize.ts';
import type spec from './spec.ts';
import { createValueModel } from './value-model.ts';

type Config = z.infer<typeof spec.config>;

/** Optimizer epsilon for PPO, larger than elsewhere as its gradients are small and noisy (Huang et al. 2022). */
const PPO_EPSILON = 1e-5;
/** Updates at either end that the reward gain compares. */
const GAIN_WINDOW = 3;

/**
 * Proximal policy optimization of a language model (Schulman et al. 2017; Ouyang et al. 2022): sample, score,
 * penalize the distance to the initial model, estimate advantages, take clipped steps, repeat.
 */
export const run: NodeRun<Config> = async (context) => {
  const { config, signal } = context;
  const policyFolder = inputArtifact(context, 'policy').directory;
  const { model: initial, tokenizer } = await loadModel(policyFolder, { head: 'language-model' });
  const policy = tunedModel(initial, context);
  // with an adapter the initial model stays as it is; otherwise it is the policy and changes with it
  const reference = policy.adapter ? initial : initial.clone();
  const prompts = await encodePrompts(context, initial, tokenizer);
  const random = createRandom(context.seed);
  await using scorer = await openScorer(inputArtifact(context, 'reward'));
  await using generator = await Generator.create({
    ...policy,
    maxNewTokens: config.maxNewTokens,
    temperature: config.temperature,
    endToken: tokenizer.eosId,
    padToken: tokenizer.padId,
  });
  const sampler = { generator, tokenizer, scorer, random: random.fork('samples'), signal };
  const promptOrder = endlessPrompts(prompts, random.fork('prompts'));
  const nextRollouts = async (): Promise<ValuedRollout[]> => {
    const batch = Array.from({ length: config.rolloutsPerUpdate }, () => promptOrder.next().value);
    const sampled = await sample(batch, sampler);
    return sampled.map((rollout) => ({ ...rollout, values: [], returns: [] }));
  };

  let rollouts = await nextRollouts();
  const rewardScale = config.scaleRewards ? scaleOf(rollouts) : 1;
  const value = createValueModel(scorer.model, initial, rewardScale, context);

  await using referenceForward = await Forward.create({
    model: reference,
    inputs: responseInputs,
    outputs: (graph, inputs) => ({ perToken: targetLogProbs(graph, inputs, config.temperature) }),
  });
  await using valueForward = await Forward.create({
    ...value,
    inputs: responseInputs,
    outputs: (graph, { tokens, positions }) => ({ perToken: scoresAt(graph, tokens, positions) }),
  });
  await using policyTrainer = await Trainer.create({
    ...policy,
    inputs: policyInputs,
    loss: (graph, inputs) => policyLoss(graph, inputs, config),
    optimizer: optimizerOptions(config, PPO_EPSILON),
  });
  await using valueTrainer = await Trainer.create({
    ...value,
    inputs: valueInputs,
    loss: (graph, inputs) => valueLoss(graph, inputs, config),
    optimizer: optimizerOptions(config, PPO_EPSILON),
  });

  const log = new RolloutLog();
  const rewards: number[] = [];
  let klCoefficient = config.klCoefficient;
  let last: Record<string, number> = {};
  for (let update = 1; update <= config.updates; update++) {
    signal.throwIfAborted();
    const started = performance.now();
    if (update > 1) rollouts = await nextRollouts();
    const sampled = performance.now();

    await addTokenOutputs(rollouts, referenceForward, tokenizer.padId, (rollout, perToken) => {
      rollout.referenceLogProbs = perToken;
    });
    await addTokenOutputs(rollouts, valueForward, tokenizer.padId, (rollout, perToken) => {
      rollout.values = perToken;
    });
    addAdvantages(rollouts, { ...config, klCoefficient, rewardScale });
    const scored = performance.now();

    const learningRate = scheduledRate(config, update - 1, config.updates);
    const stepOptions = { policyTrainer, valueTrainer, learningRate, padId: tokenizer.padId };
    const optimized = await optimizeEpochs(rollouts, {
      ...config,
      step: (batch) => optimizeBatch(batch, stepOptions),
      random: random.fork(`update ${update}`),
      signal,
    });
    const finished = performance.now();

    const described = describeRollouts(rollouts);
    last = {
      ...described,
      ...optimized,
      explainedVariance: explainedVariance(
        rollouts.flatMap(({ values }) => values),
        rollouts.flatMap(({ returns }) => returns),
      ),
      klCoefficient,
      learningRate,
      sampleSeconds: (sampled - started) / 1000,
      scoreSeconds: (scored - sampled) / 1000,
      optimizeSeconds: (finished - scored) / 1000,
      tokensPerSecond:
        (1000 * rollouts.reduce((sum, one) => sum + one.completion.length, 0)) / (finished - started),
    };
    context.metrics(update, last);
    context.progress(
      update / config.updates,
      `update ${update} of ${config.updates}, reward ${described.reward.toFixed(2)}, KL ${described.klPerSequence.toFixed(2)}`,
    );
    log.add(update, rollouts);
    rewards.push(described.reward);
    if (config.klTarget > 0) {
      klCoefficient = adaptKlCoefficient(klCoefficient, described.klPerSequence, {
        target: config.klTarget,
        horizon: config.klHorizon,
        answers: rollouts.length,
      });
    }
  }

  await saveTuned(context.output('policy'), policy, tokenizer);
  await log.write(context.output('rollouts'), tokenizer.digest);
  return { ...last, rewardGain: mean(rewards.slice(-GAIN_WINDOW)) - mean(rewards.slice(0, GAIN_WINDOW)) };
};

/** Deviation of the initial model's scores; 1 where they do not vary. */
function scaleOf(rollouts: readonly Rollout[]): number {
  return standardDeviation(rollouts.map(({ score }) => score)) || 1;
}
