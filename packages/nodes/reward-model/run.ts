import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, type Feed, Forward, loadModel, Trainer } from '@heed/engine';
import { type NodeRun, type OutputFolder, REPORT_FILE, type Report } from '@heed/schema';
import type { z } from 'zod';
import { batchesByLength, lengthGroupedBatches } from '../shared/batching.ts';
import { cursorSchema, remaining } from '../shared/checkpoint/cursor.ts';
import { openCheckpoint } from '../shared/checkpoint/node-checkpoint.ts';
import { trainerPart } from '../shared/checkpoint/parts.ts';
import { openDevice } from '../shared/device.ts';
import { epochMessage } from '../shared/epoch-message.ts';
import { scoresAt } from '../shared/graph.ts';
import { heldOutSummary } from '../shared/held-out.ts';
import { inputArtifact } from '../shared/inputs.ts';
import { optimizerOptions, scheduledRate } from '../shared/optimization.ts';
import { type AnswerInput, answerFeeds, answerInputs } from '../shared/responses.ts';
import { keepTrunk } from '../shared/trunk/keep-trunk.ts';
import { saveTuned, tunedModel } from '../shared/tuning.ts';
import { answersOf, byExample, type Example, exampleLength, exampleLengths } from './answers.ts';
import { openObjective } from './objectives/index.ts';
import type { Scored } from './objectives/objective.ts';
import type spec from './spec.ts';

/** Examples of one forward pass while measuring. */
const FORWARD_BATCH = 32;

/**
 * Fits a score head and body to what people said of answers: preferences by Bradley-Terry (Ouyang et al. 2022,
 * equation 1), rankings by Plackett-Luce, ratings by least squares.
 */
export const run: NodeRun<z.infer<typeof spec.config>> = async (context) => {
  const { config, signal } = context;
  const source = inputArtifact(context, 'model');
  const { model, tokenizer } = await loadModel(source.directory, { head: 'score', seed: context.seed });
  const { contextLength } = model.dimensions;
  const objective = await openObjective(context, { tokenizer, contextLength });
  const { training, heldOut } = objective;
  const random = createRandom(context.seed);

  const tuned = tunedModel(model, context);
  const device = await openDevice(context);
  const answers = answersOf([...training, ...heldOut]);
  await using trunk = await keepTrunk(tuned, answers, { device, passes: config.epochs, context });
  const feeds = (batch: readonly Example[]) => trunk.feeds(answersOf(batch), answerFeeds(answersOf(batch)));
  await using trainer = await Trainer.create({
    ...tuned,
    device,
    inputs: trunk.inputs({ ...answerInputs, ...objective.labelInputs }),
    loss: (graph, inputs) => objective.loss(scoresAt(trunk.over(graph, inputs), inputs, inputs.ends), inputs),
    optimizer: optimizerOptions(config),
  });
  await using measurer = await Forward.create({
    ...tuned,
    device,
    inputs: trunk.inputs(answerInputs),
    outputs: (graph, inputs) => ({ scores: scoresAt(trunk.over(graph, inputs), inputs, inputs.ends) }),
  });

  const steps = config.epochs * Math.ceil(training.length / config.batchSize);
  const checkpoint = await openCheckpoint(context, cursorSchema, steps);
  await checkpoint.attach(trainerPart('trainer', trainer));
  const start = checkpoint.saved ?? { epoch: 0, batch: 0 };
  let step = trainer.stepCount;
  let scored: Scored<Example>[] = [];
  for (let epoch = start.epoch; epoch < config.epochs; epoch++) {
    const order = random.fork(`epoch ${epoch}`);
    const batches = lengthGroupedBatches(training, exampleLengths, config.batchSize, order);
    for (const [batch, next] of remaining(batches, epoch, start)) {
      if (context.finishing) break;
      signal.throwIfAborted();
      const learningRate = scheduledRate(config, step, steps);
      const started = performance.now();
      const labeled = { ...feeds(batch), ...objective.labelFeeds(batch) };
      const numbers = await checkpoint.guard(step + 1, trainer.step(labeled, { learningRate }));
      const tokens = batch.reduce((all, example) => all + exampleLength(example), 0);
      const tokensPerSecond = (tokens * 1000) / (performance.now() - started);
      step++;
      context.metrics(step, { ...numbers, learningRate, tokensPerSecond });
      context.progress(step / steps, epochMessage(epoch, config.epochs, numbers.loss as number));
      await checkpoint.keep(step, next);
    }
    scored = await scoreExamples(measurer, heldOut, feeds);
    context.metrics(step, objective.measure(scored));
    if (context.finishing) break;
  }

  const results = objective.measure(scored);
  await saveTuned(context.output('model'), tuned, { tokenizer, source });
  await writeReport(context.output('report'), objective.report(scored), results);
  return { ...results, ...objective.counts };
};

async function scoreExamples(
  measurer: Forward<AnswerInput, 'scores'>,
  examples: readonly Example[],
  feeds: (batch: readonly Example[]) => Record<AnswerInput, Feed>,
): Promise<Scored<Example>[]> {
  const scored: Scored<Example>[] = [];
  for (const batch of batchesByLength(examples, exampleLengths, FORWARD_BATCH)) {
    const { scores } = await measurer.run(feeds(batch));
    for (const [index, own] of byExample(batch, scores.data).entries())
      scored.push({ example: batch[index] as Example, scores: own });
  }
  return scored;
}

/** Writes the report; the artifact's line shows the accuracy, or the loss where nothing held out tells better from worse. */
async function writeReport(
  output: OutputFolder,
  report: Report,
  { heldOutAccuracy, heldOutLoss }: Record<string, number>,
): Promise<void> {
  await writeFile(join(output.directory, REPORT_FILE), JSON.stringify(report, null, 2));
  output.describe({ summary: [heldOutSummary(heldOutAccuracy, heldOutLoss as number)] });
}
