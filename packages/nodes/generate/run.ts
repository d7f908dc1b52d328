import { join } from 'node:path';
import { createRandom, Generator, loadModel, type Random, restoreRandom } from '@heed/engine';
import { type CompletionRow, completionRow, type NodeRun, TABLE_FILE, text } from '@heed/schema';
import { writeTable } from '@heed/tables';
import { z } from 'zod';
import { chunks, mean } from '../shared/batching.ts';
import { openCheckpoint } from '../shared/checkpoint/node-checkpoint.ts';
import { rowsPart } from '../shared/checkpoint/parts.ts';
import { randomStateSchema } from '../shared/checkpoint/random-state.ts';
import { openDevice } from '../shared/device.ts';
import { inputArtifact } from '../shared/inputs.ts';
import { encodePrompts } from '../shared/rollouts/prompts.ts';
import { samplingOptions } from '../shared/sampling-fields.ts';
import type spec from './spec.ts';

type Config = z.infer<typeof spec.config>;

/** What a checkpoint holds beside the answers. */
const stateSchema = z.object({ batches: z.int().min(0), draws: randomStateSchema });

/** Answers every prompt K times, in batches of about equal prompt lengths. */
export const run: NodeRun<Config> = async (context) => {
  const { config, signal } = context;
  const { model, tokenizer } = await loadModel(inputArtifact(context, 'model').directory, {
    head: 'language-model',
  });
  const random = createRandom(context.seed);
  const all = await encodePrompts(context, model, tokenizer);
  const prompts = config.promptLimit ? pick(all, config.promptLimit, random) : all;
  const jobs = prompts
    .toSorted((a, b) => a.tokens.length - b.tokens.length)
    .flatMap((job) => Array.from({ length: config.samplesPerPrompt }, (_, sample) => ({ ...job, sample })));

  await using generator = await Generator.create({
    model,
    device: await openDevice(context),
    ...samplingOptions(config),
    endToken: tokenizer.eosId,
  });
  const batches = chunks(jobs, config.batchSize);
  const checkpoint = await openCheckpoint(context, stateSchema, batches.length);
  const { saved } = checkpoint;
  const written: CompletionRow[] = [];
  await checkpoint.attach(rowsPart('answers', completionRow, written));
  const draws = saved ? restoreRandom(saved.draws) : random.fork('samples');
  let done = saved?.batches ?? 0;
  for (const batch of batches.slice(done)) {
    signal.throwIfAborted();
    const started = performance.now();
    const answers = await generator.generate(
      batch.map((job) => job.tokens),
      draws,
    );
    for (const [place, { row, sample }] of batch.entries()) {
      const answer = answers[place];
      if (!answer) continue;
      written.push({
        ...row,
        completionId: `${row.promptId}:${sample}`,
        completion: tokenizer.decode(answer.tokens, { skipSpecial: true }),
        logProb: answer.logProbs.reduce((total, one) => total + one, 0),
        tokens: answer.tokens.length,
        finished: answer.finished,
      });
    }
    const newTokens = answers.reduce((total, answer) => total + answer.tokens.length, 0);
    done++;
    context.metrics(done, { tokensPerSecond: (newTokens * 1000) / (performance.now() - started) });
    context.progress(
      written.length / jobs.length,
      text(
        `${written.length} of ${jobs.length} answers`,
        `已生成 ${written.length} 个回答，共 ${jobs.length} 个`,
      ),
    );
    await checkpoint.keep(done, { batches: done, draws: draws.state() });
  }

  const order = new Map(prompts.map(({ row }, place) => [row.promptId, place]));
  written.sort((a, b) => (order.get(a.promptId) ?? 0) - (order.get(b.promptId) ?? 0));
  const output = context.output('completions');
  await writeTable(join(output.directory, TABLE_FILE), completionRow, written);
  const results = figures(written, config.samplesPerPrompt);
  output.describe({
    facts: { modality: 'text', tokenizer: tokenizer.digest },
    summary: [
      { title: text('prompts', '提示'), value: prompts.length },
      { title: text('answers', '回答'), value: written.length },
    ],
  });
  return results;
};

function pick<Item>(items: readonly Item[], count: number, random: Random): Item[] {
  return random.fork('prompts').shuffle(items).slice(0, count);
}

function figures(rows: CompletionRow[], samplesPerPrompt: number): Record<string, number> {
  const distinct = new Set(rows.map((row) => `${row.promptId}\n${row.completion}`)).size;
  return {
    completions: rows.length,
    meanLength: mean(rows.map(({ tokens }) => tokens ?? 0)),
    finishedShare: mean(rows.map((row) => Number(row.finished))),
    ...(samplesPerPrompt > 1 && { distinctShare: distinct / rows.length }),
  };
}
