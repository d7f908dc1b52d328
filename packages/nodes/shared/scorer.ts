import { type DeviceName, Forward, loadModel, type Model, type Tokenizer } from '@heed/engine';
import type { InputArtifact } from '@heed/schema';
import { chunks } from './batching.ts';
import { scoresAt } from './graph.ts';
import { lastTokenFeeds } from './responses.ts';
import { loadRewardFunction } from './reward-function.ts';

/** A prompt with an answer to be scored, as text. */
export interface ScoredText {
  prompt: string;
  completion: string;
}

/** Gives whole answers a number; behind it is a reward model or a reward function. */
export interface Scorer extends AsyncDisposable {
  score(texts: readonly ScoredText[]): Promise<number[]>;
  /** The reward model's weights, where there is one: a value model may start from them. */
  model?: Model;
}

/** Opens the reward at an input, whichever of the two it is; a reward model computes on the device. */
export async function openScorer(artifact: InputArtifact, device?: DeviceName): Promise<Scorer> {
  return artifact.manifest.type === 'reward-function'
    ? functionScorer(artifact.directory)
    : modelScorer(artifact.directory, device);
}

async function functionScorer(directory: string): Promise<Scorer> {
  const rewardFunction = await loadRewardFunction(directory);
  return {
    score: async (texts) => texts.map(({ prompt, completion }) => rewardFunction(prompt, completion)),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function modelScorer(directory: string, device?: DeviceName): Promise<Scorer> {
  const { model, tokenizer } = await loadModel(directory, { head: 'score' });
  const forward = await Forward.create({
    model,
    device,
    inputs: { tokens: { shape: ['B', 'T'], dtype: 'int64' }, positions: { shape: ['B'], dtype: 'int64' } },
    outputs: (graph, { tokens, positions }) => ({ scores: scoresAt(graph, tokens, positions) }),
  });
  return {
    model,
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
  const encoded = texts.map(({ prompt, completion }) => {
    const answer = tokenizer.completionTokens(completion).slice(-model.dimensions.contextLength);
    const room = model.dimensions.contextLength - answer.length;
    return { prompt: room ? tokenizer.promptTokens(prompt).slice(-room) : [], completion: answer };
  });
  const scores: number[] = [];
  for (const batch of chunks(encoded, 64)) {
    const output = await forward.run(lastTokenFeeds(batch, tokenizer.padId));
    scores.push(...Array.from(output.scores?.data ?? [], Number));
  }
  return scores;
}
