import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createRandom,
  type DeviceName,
  Forward,
  Generator,
  loadModel,
  type Model,
  type Tokenizer,
} from '@heed/engine';
import {
  type ComparisonRow,
  comparisonRow,
  type NodeContext,
  type NodeRun,
  type PromptRow,
  REPORT_FILE,
  text,
} from '@heed/schema';
import { writeTable } from '@heed/tables';
import type { z } from 'zod';
import { chunks, mean } from '../shared/batching.ts';
import { openDevice } from '../shared/device.ts';
import { targetLogProbs } from '../shared/graph.ts';
import { inputArtifact } from '../shared/inputs.ts';
import { promptTokens } from '../shared/prompt-tokens.ts';
import { type Response, responseFeeds, responseInputs } from '../shared/responses.ts';
import { encodePrompts } from '../shared/rollouts/prompts.ts';
import { samplingOptions } from '../shared/sampling-fields.ts';
import { openScorer, type Scorer } from '../shared/scorer.ts';
import { likenessResults, measureLikeness, readReferences } from './likeness.ts';
import { COMPARISON_FILE, composeReport } from './report.ts';
import type spec from './spec.ts';
import { compareScores } from './statistics.ts';

type Config = z.infer<typeof spec.config>;

/** Answers held-out prompts with both models and compares the answers by reward, judge and distance. */
export const run: NodeRun<Config> = async (context) => {
  const initial = await loadModel(inputArtifact(context, 'initial').directory, { head: 'language-model' });
  const prompts = await drawPrompts(context, initial);
  const references = await readReferences(context, prompts);
  const tuned = await loadModel(inputArtifact(context, 'tuned').directory, { head: 'language-model' });
  const device = await openDevice(context);
  context.progress(0.05, text('answering with the initial model', '用初始模型作答'));
  const before = await answerAll(initial, device, prompts, context);
  context.progress(0.4, text('answering with the tuned model', '用调优模型作答'));
  const after = await answerAll(tuned, device, prompts, context);

  context.progress(0.75, text('scoring', '打分'));
  await using scorer = await openScorer(inputArtifact(context, 'reward'), device);
  const rewards1 = await scoreAll(scorer, prompts, before);
  const rewards2 = await scoreAll(scorer, prompts, after);
  await using judge = context.inputs.judge
    ? await openScorer(inputArtifact(context, 'judge'), device)
    : undefined;
  const judged1 = judge ? await scoreAll(judge, prompts, before) : rewards1;
  const judged2 = judge ? await scoreAll(judge, prompts, after) : rewards2;
  context.progress(0.85, text('measuring the distance to the initial model', '测量与初始模型的距离'));
  const responses = after.map(({ response }) => response);
  const kl = await sequenceKl(tuned, initial.model, device, responses, context);

  const rows: ComparisonRow[] = prompts.map((row, index) => ({
    promptId: row.promptId,
    prompt: row.prompt,
    y1: before[index]?.text ?? '',
    y2: after[index]?.text ?? '',
    reward1: rewards1[index] as number,
    reward2: rewards2[index] as number,
    judge1: judged1[index] as number,
    judge2: judged2[index] as number,
  }));
  const reward = compareScores(rewards1, rewards2);
  const judgement = compareScores(judged1, judged2);
  const likeness = references && measureLikeness(rows, references);
  const results = {
    winRate: judgement.winRate,
    winRateLow: judgement.winRateLow,
    winRateHigh: judgement.winRateHigh,
    rewardBefore: reward.before,
    rewardAfter: reward.after,
    rewardGainInStd: reward.gainInStd,
    ...(judge && {
      judgeBefore: judgement.before,
      judgeAfter: judgement.after,
      judgeGainInStd: judgement.gainInStd,
    }),
    ...(likeness && likenessResults(likeness)),
    klPerSequence: mean(kl),
    lengthBefore: mean(before.map(({ response }) => response.completion.length)),
    lengthAfter: mean(responses.map(({ completion }) => completion.length)),
    distinctAfter: new Set(after.map((answer) => answer.text)).size / after.length,
  };

  const output = context.output('report');
  await writeTable(join(output.directory, COMPARISON_FILE), comparisonRow, rows);
  const report = composeReport({
    results,
    reward,
    judgement: judge ? judgement : undefined,
    likeness,
    rows,
    config: context.config,
  });
  await writeFile(join(output.directory, REPORT_FILE), JSON.stringify(report, null, 2));
  output.describe({
    summary: [{ title: text('win rate', '胜率'), value: results.winRate, format: 'percent' }],
  });
  return results;
};

/** Some of the prompts that leave room for an answer. */
async function drawPrompts(
  context: NodeContext<Config>,
  { model, tokenizer }: Speaker,
): Promise<PromptRow[]> {
  const rows = (await encodePrompts(context, model, tokenizer)).map(({ row }) => row);
  return createRandom(context.seed).fork('prompts').shuffle(rows).slice(0, context.config.promptLimit);
}

/** A model with the tokenizer that belongs to it. */
interface Speaker {
  model: Model;
  tokenizer: Tokenizer;
}

interface Answer {
  text: string;
  response: Response;
}

/** Both models draw from equal random streams, so that equal models give equal answers. */
async function answerAll(
  { model, tokenizer }: Speaker,
  device: DeviceName,
  prompts: readonly PromptRow[],
  { config, seed, signal }: NodeContext<Config>,
): Promise<Answer[]> {
  const ends = { endToken: tokenizer.eosId };
  await using generator = await Generator.create({ model, device, ...samplingOptions(config), ...ends });
  const random = createRandom(seed).fork('answers');
  const answers: Answer[] = [];
  for (const batch of chunks(prompts, 64)) {
    const encoded = batch.map((row) => promptTokens(tokenizer, row.prompt));
    for (const [index, { tokens }] of (await generator.generate(encoded, random, { signal })).entries()) {
      const response = { prompt: encoded[index] as number[], completion: tokens };
      answers.push({ text: tokenizer.decode(tokens, { skipSpecial: true }), response });
    }
  }
  return answers;
}

function scoreAll(
  scorer: Scorer,
  prompts: readonly PromptRow[],
  answers: readonly Answer[],
): Promise<number[]> {
  return scorer.score(
    prompts.map(({ prompt }, index) => ({ prompt, completion: answers[index]?.text ?? '' })),
  );
}

/** log π_tuned − log π_initial summed over each answer of the tuned model, in nats. */
async function sequenceKl(
  tuned: Speaker,
  initial: Model,
  device: DeviceName,
  responses: readonly Response[],
  { config, signal }: NodeContext<Config>,
): Promise<number[]> {
  const temperature = config.temperature || 1;
  const forwardOf = (model: Model) =>
    Forward.create({
      model,
      device,
      inputs: responseInputs,
      outputs: (graph, inputs) => ({ logProbs: targetLogProbs(graph, inputs, temperature) }),
    });
  await using tunedForward = await forwardOf(tuned.model);
  await using initialForward = await forwardOf(initial);
  const sums: number[] = [];
  for (const batch of chunks(responses, 64)) {
    signal.throwIfAborted();
    const feeds = { ...responseFeeds(batch) };
    const [p, q] = [await tunedForward.run(feeds), await initialForward.run(feeds)];
    let offset = 0;
    for (const { completion } of batch) {
      const tokens = completion.map((_, index) => offset + index);
      sums.push(
        tokens.reduce((sum, at) => sum + Number(p.logProbs?.data[at]) - Number(q.logProbs?.data[at]), 0),
      );
      offset += completion.length;
    }
  }
  return sums;
}
