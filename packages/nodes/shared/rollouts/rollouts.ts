import type { Feed, Forward, Generator, Random, Tokenizer } from '@heed/engine';
import type { PromptRow } from '@heed/schema';
import { forwardBatches, type Response } from '../responses.ts';
import type { Scorer } from '../scorer.ts';
import type { EncodedPrompt } from './prompts.ts';

/** A sampled answer with everything the update needs; arrays have one entry per response token. */
export interface Rollout extends Response {
  row: PromptRow;
  text: string;
  finished: boolean;
  /** As the reward gives it, in its own unit. */
  score: number;
  logProbs: number[];
  referenceLogProbs: number[];
  advantages: number[];
}

/** Samples one answer a prompt, and scores it as text. */
export async function sample(
  prompts: readonly EncodedPrompt[],
  { generator, tokenizer, scorer, random }: Sampler,
): Promise<Rollout[]> {
  const answers = await generator.generate(
    prompts.map((prompt) => prompt.tokens),
    random,
  );
  const texts = answers.map(({ tokens }) => tokenizer.decode(tokens, { skipSpecial: true }));
  const scores = await scorer.score(
    texts.map((completion, index) => ({ prompt: prompts[index]?.row.prompt ?? '', completion })),
  );
  return answers.map((answer, index) => {
    const { row, tokens } = prompts[index] as EncodedPrompt;
    return {
      row,
      prompt: tokens,
      completion: answer.tokens,
      text: texts[index] as string,
      finished: answer.finished,
      score: scores[index] as number,
      logProbs: answer.logProbs,
      referenceLogProbs: [],
      advantages: [],
    };
  });
}

export interface Sampler {
  generator: Generator;
  tokenizer: Tokenizer;
  scorer: Scorer;
  random: Random;
}

/** Runs a per-token forward pass over all rollouts, laid out by `feeds`, and stores each answer's slice with `store`. */
export async function addTokenOutputs<One extends Rollout>(
  rollouts: readonly One[],
  forward: Forward,
  feeds: (batch: readonly One[]) => Record<string, Feed>,
  store: (rollout: One, perToken: number[]) => void,
): Promise<void> {
  for (const batch of forwardBatches(rollouts)) {
    const { perToken } = await forward.run(feeds(batch));
    const values = Array.from(perToken?.data ?? [], Number);
    let offset = 0;
    for (const rollout of batch) {
      store(rollout, values.slice(offset, offset + rollout.completion.length));
      offset += rollout.completion.length;
    }
  }
}
