import { createRandom, Trainer } from '@heed/engine';
import type { NodeRun } from '@heed/schema';
import type { z } from 'zod';
import { openCheckpoint } from '../shared/checkpoint/node-checkpoint.ts';
import { trainerPart } from '../shared/checkpoint/parts.ts';
import { inputArtifact } from '../shared/inputs.ts';
import { optimizerOptions, scheduledRate } from '../shared/optimization.ts';
import { rewardGain } from '../shared/rollouts/describe.ts';
import { optimizeEpochs } from '../shared/rollouts/optimize.ts';
import { POLICY_EPSILON } from '../shared/rollouts/policy-epsilon.ts';
import { openPractice } from '../shared/rollouts/practice.ts';
import { reportUpdate } from '../shared/rollouts/report-update.ts';
import { RolloutLog } from '../shared/rollouts/rollout-log.ts';
import { updatesSchema } from '../shared/rollouts/updates.ts';
import { saveTuned } from '../shared/tuning.ts';
import { addAdvantages, uniformShare } from './advantages.ts';
import { policyFeeds, policyInputs, policyLoss } from './loss.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

/**
 * Group relative policy optimization (Shao et al. 2024): sample a group of answers to each prompt, rate every answer
 * against its group, take clipped steps with the distance to the initial model in the loss, repeat.
 */
export const run: NodeRun<Config> = async (context) => {
  const { config, signal } = context;
  const random = createRandom(context.seed);
  const checkpoint = await openCheckpoint(context, updatesSchema, config.updates);
  const { saved } = checkpoint;
  await using practice = await openPractice(context, random, saved?.draws);
  const { policy, trunk, device, tokenizer } = practice;
  await using trainer = await Trainer.create({
    ...policy,
    device,
    inputs: trunk.inputs(policyInputs),
    loss: (graph, inputs) => policyLoss(trunk.over(graph, inputs), inputs, config),
    optimizer: optimizerOptions(config, POLICY_EPSILON),
  });
  const layout = { averaging: config.averaging, longest: config.maxNewTokens };

  const log = new RolloutLog();
  await checkpoint.attach(trainerPart('policy', trainer), log.part);
  const rewards = saved?.rewards ?? [];
  let last = saved?.last ?? {};
  for (let update = (saved?.update ?? 0) + 1; update <= config.updates && !context.finishing; update++) {
    signal.throwIfAborted();
    const started = performance.now();
    const rollouts = await practice.sampleGroups();
    const sampled = performance.now();

    await practice.addReference(rollouts);
    addAdvantages(rollouts, config);
    const prepared = performance.now();

    const learningRate = scheduledRate(config, update - 1, config.updates);
    const optimizing = optimizeEpochs(rollouts, {
      ...config,
      step: async (batch) => {
        const feeds = trunk.feeds(batch, policyFeeds(batch, layout));
        const { loss: _total, ...metrics } = await trainer.step(feeds, { learningRate });
        return metrics;
      },
      random: random.fork(`update ${update}`),
    });
    const optimized = await checkpoint.guard(update, optimizing);
    const finished = performance.now();

    const uniform = uniformShare(rollouts, config.samplesPerPrompt);
    const numbers = { ...optimized, uniformShare: uniform, learningRate };
    const times = { started, sampled, prepared, finished };
    const reported = reportUpdate(context, update, rollouts, numbers, times);
    log.add(update, rollouts);
    rewards.push(reported.reward);
    last = reported;
    const draws = practice.draws();
    await checkpoint.keep(update, { update, draws, rewards, last });
  }

  const source = inputArtifact(context, 'policy');
  await saveTuned(context.output('policy'), policy, { tokenizer, source });
  await log.write(context.output('rollouts'), tokenizer.digest);
  return { ...last, rewardGain: rewardGain(rewards) };
};
