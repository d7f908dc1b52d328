import {
  cast,
  createRandom,
  Forward,
  greater,
  loadModel,
  type Model,
  mean,
  type Random,
  type Tokenizer,
  Trainer,
} from '@heed/engine';
import { type NodeContext, type NodeRun, preferenceRow } from '@heed/schema';
import type { z } from 'zod';
import { chunks, lengthGroupedBatches } from '../shared/batching.ts';
import { scoresAt } from '../shared/graph.ts';
import { inputArtifact, inputRows } from '../shared/inputs.ts';
import { optimizerOptions, scheduledRate } from '../shared/optimization.ts';
import { requireSplit } from '../shared/split.ts';
import { saveTuned, tunedModel } from '../shared/tuning.ts';
import { preferenceLoss } from './loss.ts';
import {
  encodePair,
  type Pair,
  pairFeeds,
  pairInputs,
  pairLength,
  scoringFeeds,
  scoringInputs,
} from './pairs.ts';
import { measure, type ScoredPair, writeReport } from './report.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

/** Fits a score head and body to preferences by the Bradley-Terry likelihood (Ouyang et al. 2022, equation 1). */
export const run: NodeRun<Config> = async (context) => {
  const { config, signal } = context;
  const source = inputArtifact(context, 'model');
  const { model, tokenizer } = await loadModel(source.directory, { head: 'score', seed: context.seed });
  const { training, heldOut, skipped } = await readPairs(context, tokenizer, model);
  const random = createRandom(context.seed);

  const tuned = tunedModel(model, context);
  await using trainer = await Trainer.create({
    ...tuned,
    inputs: pairInputs,
    loss: (graph, { tokens, chosen, rejected, strength, weight }) => {
      const chosenScores = scoresAt(graph, tokens, chosen);
      const rejectedScores = scoresAt(graph, tokens, rejected);
      const loss = preferenceLoss(chosenScores, rejectedScores, strength, weight, config);
      const won = cast(greater(chosenScores, rejectedScores), 'float32');
      return { loss, metrics: { accuracy: mean(won) } };
    },
    optimizer: optimizerOptions(config),
  });
  await using measurer = await Forward.create({
    ...tuned,
    inputs: scoringInputs,
    outputs: (graph, { tokens, chosen, rejected }) => ({
      chosenScores: scoresAt(graph, tokens, chosen),
      rejectedScores: scoresAt(graph, tokens, rejected),
    }),
  });

  const steps = config.epochs * Math.ceil(training.length / config.batchSize);
  const weights = promptWeights(training);
  let step = 0;
  let scored: ScoredPair[] = [];
  for (let epoch = 0; epoch < config.epochs; epoch++) {
    const order: Random = random.fork(`epoch ${epoch}`);
    for (const batch of lengthGroupedBatches(training, pairLength, config.batchSize, order)) {
      signal.throwIfAborted();
      const learningRate = scheduledRate(config, step, steps);
      const started = performance.now();
      const feeds = pairFeeds(batch, tokenizer.padId, weights);
      const { loss, gradientNorm, accuracy } = await trainer.step(feeds, { learningRate });
      const tokens = batch.reduce((all, pair) => all + pairLength(pair), 0);
      const tokensPerSecond = (tokens * 1000) / (performance.now() - started);
      step++;
      context.metrics(step, { loss, accuracy, gradientNorm, learningRate, tokensPerSecond });
      context.progress(step / steps, `epoch ${epoch + 1} of ${config.epochs}, loss ${loss.toFixed(3)}`);
    }
    scored = await scorePairs(measurer, heldOut, tokenizer.padId);
    const { heldOutAccuracy, heldOutLoss } = measure(scored);
    context.metrics(step, { heldOutAccuracy, heldOutLoss });
  }

  await saveTuned(context.output('model'), tuned, { tokenizer, source });
  await writeReport(context.output('report'), scored);
  return { ...measure(scored), pairs: training.length, skipped };
};

/** Pairs split by prompt, never by pair, so that no prompt is on both sides. */
async function readPairs(context: NodeContext<Config>, tokenizer: Tokenizer, model: Model) {
  const rows = await inputRows(context, 'preferences', preferenceRow);
  const usable = rows
    .filter((row) => row.chosen !== row.rejected)
    .map((row) => encodePair(tokenizer, row))
    .filter((pair) => pair.longest <= model.dimensions.contextLength);
  return { ...requireSplit(usable, context), skipped: rows.length - usable.length };
}

/** Each prompt counts the same however many pairs it has; the mean weight of a pair is 1. */
function promptWeights(pairs: readonly Pair[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { promptId } of pairs) counts.set(promptId, (counts.get(promptId) ?? 0) + 1);
  const scale = pairs.length / counts.size;
  return new Map([...counts].map(([promptId, count]) => [promptId, scale / count]));
}

async function scorePairs(
  measurer: Forward<keyof typeof scoringInputs, 'chosenScores' | 'rejectedScores'>,
  pairs: readonly Pair[],
  padId: number,
): Promise<ScoredPair[]> {
  const scored: ScoredPair[] = [];
  for (const batch of chunks(pairs, 32)) {
    const { chosenScores, rejectedScores } = await measurer.run(scoringFeeds(batch, padId));
    for (const [index, { strength }] of batch.entries()) {
      const [chosen, rejected] = [chosenScores.data[index] as number, rejectedScores.data[index] as number];
      scored.push({ chosen, rejected, strength });
    }
  }
  return scored;
}
