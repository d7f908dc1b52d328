import { createRandom, Forward, loadModel, type Tokenizer, Trainer } from '@heed/engine';
import { type NodeContext, type NodeRun, preferenceRow } from '@heed/schema';
import type { z } from 'zod';
import { batchesByLength, lengthGroupedBatches } from '../shared/batching.ts';
import { cursorSchema, remaining } from '../shared/checkpoint/cursor.ts';
import { openCheckpoint } from '../shared/checkpoint/node-checkpoint.ts';
import { trainerPart } from '../shared/checkpoint/parts.ts';
import { openDevice } from '../shared/device.ts';
import { epochMessage } from '../shared/epoch-message.ts';
import { inputArtifact, inputRows } from '../shared/inputs.ts';
import { optimizerOptions, scheduledRate } from '../shared/optimization.ts';
import { tellPlainTurns } from '../shared/prompt-tokens.ts';
import { requireSplit } from '../shared/split.ts';
import { keepTrunk } from '../shared/trunk/keep-trunk.ts';
import type { Trunk } from '../shared/trunk/trunk.ts';
import { saveTuned, tunedModel } from '../shared/tuning.ts';
import { dpoLoss, pairLogProbs } from './loss.ts';
import {
  answersOf,
  encodePair,
  longestSide,
  lossFeeds,
  lossInputs,
  type Pair,
  type PairLogProbs,
  pairFeeds,
  pairInputs,
  pairLength,
  pairLengths,
} from './pairs.ts';
import { measure, rewardPair, writeReport } from './report.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

/**
 * Optimizer epsilon. The answers of a pair share much of their text, where their gradients cancel to almost nothing; a
 * smaller epsilon would blow these remains up to full steps, and both answers would become unlikely.
 */
const DPO_EPSILON = 1e-5;
/** Pairs of one forward pass while measuring. */
const FORWARD_BATCH = 32;

/** Fits a language model straight to preferences, without a reward model (Rafailov et al. 2023). */
export const run: NodeRun<Config> = async (context) => {
  const { config, signal } = context;
  const source = inputArtifact(context, 'model');
  const { model, tokenizer } = await loadModel(source.directory, { head: 'language-model' });
  const { training, heldOut, skipped } = await readPairs(context, tokenizer, model.dimensions.contextLength);
  const random = createRandom(context.seed);
  const tuned = tunedModel(model, context);
  const device = await openDevice(context);
  const all = [...training, ...heldOut];
  const answers = all.flatMap(({ chosen, rejected }) => [chosen, rejected]);
  // beside the epochs there is the pass of the reference
  await using trunk = await keepTrunk(tuned, answers, { device, passes: config.epochs + 1, context });
  await using measurer = await Forward.create({
    ...tuned,
    device,
    inputs: trunk.inputs(pairInputs),
    outputs: (graph, inputs) => pairLogProbs(trunk.over(graph, inputs), inputs),
  });
  await using trainer = await Trainer.create({
    ...tuned,
    device,
    inputs: trunk.inputs(lossInputs),
    loss: (graph, inputs) => dpoLoss(trunk.over(graph, inputs), inputs, config.beta),
    optimizer: optimizerOptions(config, DPO_EPSILON),
  });

  // before its first step the model is the reference, so its log-probabilities are computed once, now
  const reference = await logProbsOf(measurer, all, { trunk, signal });
  const rewardHeldOut = async () => {
    const policy = await logProbsOf(measurer, heldOut, { trunk, signal });
    return heldOut.map((pair) =>
      rewardPair(pair, policy.get(pair) as PairLogProbs, reference.get(pair) as PairLogProbs, config.beta),
    );
  };

  const { labelSmoothing } = config;
  const steps = config.epochs * Math.ceil(training.length / config.batchSize);
  const checkpoint = await openCheckpoint(context, cursorSchema, steps);
  await checkpoint.attach(trainerPart('trainer', trainer));
  const start = checkpoint.saved ?? { epoch: 0, batch: 0 };
  let step = trainer.stepCount;
  let rewarded = await rewardHeldOut();
  for (let epoch = start.epoch; epoch < config.epochs; epoch++) {
    const order = random.fork(`epoch ${epoch}`);
    const batches = lengthGroupedBatches(training, pairLengths, config.batchSize, order);
    for (const [batch, next] of remaining(batches, epoch, start)) {
      if (context.finishing) break;
      signal.throwIfAborted();
      const learningRate = scheduledRate(config, step, steps);
      const started = performance.now();
      const feeds = trunk.feeds(answersOf(batch), lossFeeds(batch, reference, { labelSmoothing }));
      const stepped = trainer.step(feeds, { learningRate });
      const numbers = await checkpoint.guard(step + 1, stepped);
      const tokens = batch.reduce((all, pair) => all + pairLength(pair), 0);
      const tokensPerSecond = (tokens * 1000) / (performance.now() - started);
      step++;
      context.metrics(step, { ...numbers, learningRate, tokensPerSecond });
      context.progress(step / steps, epochMessage(epoch, config.epochs, numbers.loss));
      await checkpoint.keep(step, next);
    }
    rewarded = await rewardHeldOut();
    context.metrics(step, measure(rewarded));
    if (context.finishing) break;
  }

  await saveTuned(context.output('model'), tuned, { tokenizer, source });
  await writeReport(context.output('report'), rewarded);
  return { ...measure(rewarded), pairs: training.length, skipped };
};

/** Usable pairs, split by prompt, never by pair, so that no prompt is on both sides. */
async function readPairs(context: NodeContext<Config>, tokenizer: Tokenizer, contextLength: number) {
  const rows = await inputRows(context, 'preferences', preferenceRow);
  tellPlainTurns(context, tokenizer, rows);
  const usable = rows
    .filter((row) => row.chosen !== row.rejected)
    .map((row) => encodePair(tokenizer, row))
    .filter((pair) => longestSide(pair) <= contextLength);
  return { ...requireSplit(usable, context), skipped: rows.length - usable.length };
}

/** log π of both answers of every pair, by the weights the model has now. */
async function logProbsOf(
  measurer: Forward<keyof typeof pairInputs, keyof PairLogProbs>,
  pairs: readonly Pair[],
  { trunk, signal }: { trunk: Trunk; signal: AbortSignal },
): Promise<Map<Pair, PairLogProbs>> {
  const all = new Map<Pair, PairLogProbs>();
  for (const batch of batchesByLength(pairs, pairLengths, FORWARD_BATCH)) {
    signal.throwIfAborted();
    const { chosen, rejected } = await measurer.run(trunk.feeds(answersOf(batch), pairFeeds(batch)));
    for (const [index, pair] of batch.entries()) {
      all.set(pair, { chosen: chosen.data[index] as number, rejected: rejected.data[index] as number });
    }
  }
  return all;
}
