import { join } from 'node:path';
import { type DeviceName, Forward, loadModel, type Model, type Tokenizer } from '@heed/engine';
import type { InputArtifact } from '@heed/schema';
import { combineScores, loadEnsemble } from './ensemble.ts';
import type { Ensemble } from './ensemble-schema.ts';
import { scoresAt } from './graph.ts';
import { promptTokens } from './prompt-tokens.ts';
import { answerFeeds, answerInputs, forwardBatches } from './responses.ts';
import { loadRewardFunction } from './reward-function.ts';

/** A prompt with an answer to be scored, as text. */
export interface ScoredText {
  prompt: string;
  completion: string;
}

/** Gives whole answers a number; behind it is a reward model, an ensemble of them or a reward function. */
export interface Scorer extends AsyncDisposable {
  score(texts: readonly ScoredText[]): Promise<number[]>;
  /** Who judges, as judgements show it. */
  judge: string;
  /** The reward model's weights, where there is one: a value model may start from them. */
  model?: Model;
}

/** Opens the reward at an input, whatever it is; reward models compute on the device. */
export async function openScorer(artifact: InputArtifact, device?: DeviceName): Promise<Scorer> {
  const { directory, manifest } = artifact;
  if (manifest.type !== 'reward-function') return openModelScorer(directory, device);
  const ensemble = await loadEnsemble(directory);
  return ensemble ? ensembleScorer(directory, ensemble, device) : functionScorer(directory);
}

/** The members score one after the other, so that only one at a time fills the processors. */
async function ensembleScorer(
  directory: string,
  { name, ensemble }: Ensemble,
  device?: DeviceName,
): Promise<Scorer> {
  await using opened = new AsyncDisposableStack();
  const members: Scorer[] = [];
  for (const { folder } of ensemble.members)
    members.push(opened.use(await openModelScorer(join(directory, folder), device)));
  const resources = opened.move();
  return {
    judge: name,
    score: async (texts) => {
      const byMember: number[][] = [];
      for (const member of members) byMember.push(await member.score(texts));
      return texts.map((_, index) => {
        const scores = ensemble.members.map(
          ({ shift, scale }, member) => ((byMember[member]?.[index] as number) - shift) / scale,
        );
        return combineScores(scores, ensemble);
      });
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

async function functionScorer(directory: string): Promise<Scorer> {
  const rewardFunction = await loadRewardFunction(directory);
  return {
    judge: rewardFunction.judge,
    score: async (texts) => texts.map(({ prompt, completion }) => rewardFunction(prompt, completion)),
    [Symbol.asyncDispose]: async () => {},
  };
}

/** Opens a reward model by its folder. */
export async function openModelScorer(directory: string, device?: DeviceName): Promise<Scorer> {
  const { model, tokenizer } = await loadModel(directory, { head: 'score' });
  const forward = await Forward.create({
    model,
    device,
    inputs: answerInputs,
    outputs: (graph, inputs) => ({ scores: scoresAt(graph, inputs, inputs.ends) }),
  });
  return {
    model,
    judge: 'reward model',
    score: (texts) => scoreTexts(forward, model, tokenizer, texts),
    [Symbol.asyncDispose]: () => forward[Symbol.asyncDispose](),
  };
}

/** Texts longer than the context lose the beginning of their prompt. */
async function scoreTexts(
  forward: Forward,
  model: Model,
  tokenizer: Tokenizer,
  texts: readonly ScoredText[],
): Promise<number[]> {
  const encoded = texts.map(({ prompt, completion }, place) => {
    const answer = tokenizer.completionTokens(completion).slice(-model.dimensions.contextLength);
    const room = model.dimensions.contextLength - answer.length;
    return { place, prompt: room ? promptTokens(tokenizer, prompt).slice(-room) : [], completion: answer };
  });
  const scores = new Array<number>(texts.length);
  for (const batch of forwardBatches(encoded)) {
    const output = await forward.run({ ...answerFeeds(batch) });
    for (const [index, { place }] of batch.entries()) scores[place] = Number(output.scores?.data[index]);
  }
  return scores;
}
