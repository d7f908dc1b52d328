import { createRandom, Forward, loadModel, mean, neg, Trainer } from '@heed/engine';
import { demonstrationRow, type NodeContext, NodeError, type NodeRun, text } from '@heed/schema';
import { z } from 'zod';
import { batchesByLength, lengthGroupedBatches } from '../shared/batching.ts';
import { cursorSchema, remaining } from '../shared/checkpoint/cursor.ts';
import { openCheckpoint } from '../shared/checkpoint/node-checkpoint.ts';
import { trainerPart } from '../shared/checkpoint/parts.ts';
import { openDevice } from '../shared/device.ts';
import { epochMessage } from '../shared/epoch-message.ts';
import { targetLogProbs } from '../shared/graph.ts';
import { inputArtifact, inputRows } from '../shared/inputs.ts';
import { optimizerOptions, scheduledRate } from '../shared/optimization.ts';
import { tellPlainTurns } from '../shared/prompt-tokens.ts';
import {
  encodeResponse,
  type Response,
  responseFeeds,
  responseInputs,
  responseLength,
} from '../shared/responses.ts';
import { keepTrunk } from '../shared/trunk/keep-trunk.ts';
import { saveTuned, tunedModel } from '../shared/tuning.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

/** What a checkpoint holds beside the trainer. */
const stateSchema = cursorSchema.extend({ loss: z.number() });

/** Supervised fine-tuning: cross-entropy on the demonstrations, AdamW, a validation loss after each epoch. */
export const run: NodeRun<Config> = async (context) => {
  const { config, signal } = context;
  const source = inputArtifact(context, 'model');
  const { model, tokenizer } = await loadModel(source.directory, { head: 'language-model' });
  const rows = await inputRows(context, 'demonstrations', demonstrationRow);
  tellPlainTurns(context, tokenizer, rows);
  const encoded = rows.map((row) => encodeResponse(tokenizer, row.prompt, row.completion));
  const fitting = encoded.filter((example) => responseLength(example) <= model.dimensions.contextLength);
  requireExamples(context, fitting, rows.length, model.dimensions.contextLength);

  const random = createRandom(context.seed);
  const shuffled = random.fork('split').shuffle(fitting);
  const validationCount = Math.floor(fitting.length * config.validationShare);
  const validation = shuffled.slice(0, validationCount);
  const training = shuffled.slice(validationCount);

  const wholeText = config.lossOn === 'all';
  const tuned = tunedModel(model, context);
  const device = await openDevice(context);
  await using trunk = await keepTrunk(tuned, fitting, { device, passes: config.epochs, context });
  const feeds = (batch: Response[]) => trunk.feeds(batch, responseFeeds(batch, { wholeText }));
  await using trainer = await Trainer.create({
    ...tuned,
    device,
    inputs: trunk.inputs(responseInputs),
    loss: (graph, inputs) => ({ loss: neg(mean(targetLogProbs(trunk.over(graph, inputs), inputs))) }),
    optimizer: optimizerOptions(config),
  });
  await using measurer = await Forward.create({
    ...tuned,
    device,
    inputs: trunk.inputs(responseInputs),
    outputs: (graph, inputs) => ({ logProbs: targetLogProbs(trunk.over(graph, inputs), inputs) }),
  });

  const steps = config.epochs * Math.ceil(training.length / config.batchSize);
  const checkpoint = await openCheckpoint(context, stateSchema, steps);
  await checkpoint.attach(trainerPart('trainer', trainer));
  const start = checkpoint.saved ?? { epoch: 0, batch: 0, loss: 0 };
  const results: Record<string, number> = { skipped: rows.length - fitting.length, loss: start.loss };
  let step = trainer.stepCount;
  for (let epoch = start.epoch; epoch < config.epochs; epoch++) {
    const order = random.fork(`epoch ${epoch}`);
    const batches = lengthGroupedBatches(training, lengthsOf, config.batchSize, order);
    for (const [batch, next] of remaining(batches, epoch, start)) {
      if (context.finishing) break;
      signal.throwIfAborted();
      const learningRate = scheduledRate(config, step, steps);
      const started = performance.now();
      const stepped = checkpoint.guard(step + 1, trainer.step(feeds(batch), { learningRate }));
      const { loss, gradientNorm } = await stepped;
      const seconds = (performance.now() - started) / 1000;
      const tokens = batch.reduce((all, example) => all + responseLength(example), 0);
      step++;
      context.metrics(step, { loss, gradientNorm, learningRate, tokensPerSecond: tokens / seconds });
      context.progress(step / steps, epochMessage(epoch, config.epochs, loss));
      results.loss = loss;
      await checkpoint.keep(step, { ...next, loss });
    }
    if (validation.length > 0) {
      results.validationLoss = await validationLoss(measurer, validation, feeds);
      results.perplexity = Math.exp(results.validationLoss);
      context.metrics(step, { validationLoss: results.validationLoss, perplexity: results.perplexity });
    }
    if (context.finishing) break;
  }

  await saveTuned(context.output('model'), tuned, { tokenizer, source });
  return results;
};

function lengthsOf(example: Response): [number] {
  return [responseLength(example)];
}

/** Mean cross-entropy per predicted token, in nats. */
async function validationLoss(
  measurer: Forward,
  examples: Response[],
  feeds: (batch: Response[]) => ReturnType<typeof responseFeeds>,
): Promise<number> {
  let total = 0;
  let tokens = 0;
  for (const batch of batchesByLength(examples, lengthsOf, 64)) {
    const { logProbs } = await measurer.run({ ...feeds(batch) });
    for (const value of logProbs?.data ?? []) total -= Number(value);
    tokens += logProbs?.data.length ?? 0;
  }
  return total / tokens;
}

function requireExamples(context: NodeContext, fitting: Response[], total: number, limit: number): void {
  if (fitting.length >= 2) return;
  throw new NodeError(
    text(
      `Only ${fitting.length} of ${total} demonstrations at node "${context.nodeId}" fit into the model's ${limit} tokens; raise the base model's context length or shorten the texts.`,
      `节点“${context.nodeId}”的 ${total} 条示范中只有 ${fitting.length} 条能放入模型的 ${limit} 个词元；请增大基础模型的上下文长度或缩短文本。`,
    ),
  );
}
