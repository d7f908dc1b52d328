import type { Forward, Generator, Random, Tokenizer } from '@heed/engine';
import type { PromptRow } from '@heed/schema';
import { chunks, mean } from '../shared/batching.ts';
import { type Response, responseFeeds } from '../shared/responses.ts';
import type { Scorer } from '../shared/scorer.ts';
import { generalizedAdvantages, tokenRewards, whiten } from './advantages.ts';

/** Rows of one forward pass while scoring. */
const FORWARD_BATCH = 64;

/** A sampled answer with everything the update needs; arrays have one entry per response token. */
export interface Rollout extends Response {
  row: PromptRow;
  text: string;
  finished: boolean;
  /** As the reward gives it, in its own unit. */
  score: number;
  logProbs: number[];
  referenceLogProbs: number[];
  values: number[];
  advantages: number[];
  returns: number[];
}

/** A prompt with its tokens. */
export interface EncodedPrompt {
  row: PromptRow;
  tokens: number[];
}

/** Goes through shuffled prompts again and again, so that each is practiced equally often. */
export function* endlessPrompts(
  prompts: readonly EncodedPrompt[],
  random: Random,
): IterableIterator<EncodedPrompt, never> {
  for (;;) yield* random.shuffle(prompts);
}

/** Samples one answer a prompt, and scores it as text. */
export async function sample(
  prompts: readonly EncodedPrompt[],
  { generator, tokenizer, scorer, random, signal }: Sampler,
): Promise<Rollout[]> {
  const answers = await generator.generate(
    prompts.map((prompt) => prompt.tokens),
    random,
    { signal },
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
      values: [],
      advantages: [],
      returns: [],
    };
  });
}

export interface Sampler {
  generator: Generator;
  tokenizer: Tokenizer;
  scorer: Scorer;
  random: Random;
  signal: AbortSignal;
}

/** Runs a per-token forward pass over all rollouts and stores each answer's slice with `store`. */
export async function addTokenOutputs(
  rollouts: readonly Rollout[],
  forward: Forward,
  padId: number,
  store: (rollout: Rollout, perToken: number[]) => void,
): Promise<void> {
  for (const batch of chunks(rollouts, FORWARD_BATCH)) {
    const { perToken } = await forward.run({ ...responseFeeds(batch, padId) });
    const values = Array.from(perToken?.data ?? [], Number);
    let offset = 0;
    for (const rollout of batch) {
      store(rollout, values.slice(offset, offset + rollout.completion.length));
      offset += rollout.completion.length;
    }
  }
}

export interface AdvantageOptions {
  klCoefficient: number;
  gamma: number;
  lambda: number;
  missingEndPenalty: number;
  /** Scores are divided by this. */
  rewardScale: number;
}

/** Fills advantages, whitened over all tokens of the update, and returns. */
export function addAdvantages(rollouts: readonly Rollout[], options: AdvantageOptions): void {
  for (const rollout of rollouts) {
    const penalty = rollout.finished ? 0 : options.missingEndPenalty;
    const score = rollout.score / options.rewardScale - penalty;
    const { logProbs, referenceLogProbs, values } = rollout;
    const rewards = tokenRewards(logProbs, referenceLogProbs, score, options.klCoefficient);
    Object.assign(rollout, generalizedAdvantages({ rewards, values }, options.gamma, options.lambda));
  }
  const whitened = whiten(rollouts.flatMap((rollout) => rollout.advantages));
  let offset = 0;
  for (const rollout of rollouts) {
    rollout.advantages = whitened.slice(offset, offset + rollout.completion.length);
    offset += rollout.completion.length;
  }
}

/** log π − log π_ref summed over an answer, in nats. */
export function sequenceKl({ logProbs, referenceLogProbs }: Rollout): number {
  return logProbs.reduce((sum, logProb, index) => sum + logProb - (referenceLogProbs[index] as number), 0);
}

/** Mean of (ρ − 1) − log ρ over all tokens with ρ = π_ref/π (Schulman 2020, "Approximating KL divergence", k3). */
export function k3PerToken(rollouts: readonly Rollout[]): number {
  return mean(
    rollouts.flatMap(({ logProbs, referenceLogProbs }) =>
      logProbs.map((logProb, index) => {
        const logRatio = (referenceLogProbs[index] as number) - logProb;
        return Math.exp(logRatio) - 1 - logRatio;
      }),
    ),
  );
}
