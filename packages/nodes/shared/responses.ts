import {
  branchedInputs,
  type Feed,
  int64,
  packBranched,
  packedInputs,
  packSequences,
  type RowBatch,
  type Tensor,
  type Tokenizer,
} from '@heed/engine';
import { NodeError, text } from '@heed/schema';
import { promptTokens } from './prompt-tokens.ts';

/** A prompt and an answer as token ids; the answer ends with EOS where it ended by itself. */
export interface Response {
  prompt: number[];
  completion: number[];
}

/** Tokenizes a written answer with the tokenizer's chat template; EOS is added. */
export function encodeResponse(tokenizer: Tokenizer, prompt: string, completion: string): Response {
  return { prompt: promptTokens(tokenizer, prompt), completion: tokenizer.completionTokens(completion) };
}

/** Tokens of prompt and answer together. */
export function responseLength({ prompt, completion }: Response): number {
  return prompt.length + completion.length;
}

/** N predicted tokens over all answers of a batch: the row whose hidden state predicts each, and the token. */
const predictionInputs = {
  predictors: { shape: ['N'], dtype: 'int64' },
  targets: { shape: ['N'], dtype: 'int64' },
} as const;

/** Inputs that `responseFeeds` fills: answers one after the other, without padding. */
export const responseInputs = { ...packedInputs, ...predictionInputs } as const;

/** Inputs that `groupedResponseFeeds` fills: answers to the same prompt share it. */
export const groupedResponseInputs = { ...branchedInputs, ...predictionInputs } as const;

/** Either of the two inside a graph. */
export type ResponseTensors = RowBatch & Record<keyof typeof predictionInputs, Tensor>;

/**
 * Lays out a batch so that only the hidden states that matter meet the vocabulary: those that predict the
 * answer, or every token but the first with `wholeText`. Throws where an answer follows an empty prompt.
 */
export function responseFeeds(
  batch: readonly Response[],
  { wholeText = false }: { wholeText?: boolean } = {},
): Record<keyof typeof responseInputs, Feed> {
  const predictors: number[] = [];
  const targets: number[] = [];
  let start = 0;
  const sequences = batch.map(({ prompt, completion }) => [...prompt, ...completion]);
  for (const [row, sequence] of sequences.entries()) {
    if (!wholeText) requirePrompt(batch, row);
    const first = wholeText ? 1 : (batch[row] as Response).prompt.length;
    for (let place = first; place < sequence.length; place++) {
      predictors.push(start + place - 1);
      targets.push(sequence[place] as number);
    }
    start += sequence.length;
  }
  return { ...packSequences(sequences), predictors: int64(predictors), targets: int64(targets) };
}

/** The first token of an answer is predicted by the last of its prompt. Throws one sentence where there is none. */
function requirePrompt(batch: readonly Response[], index: number): void {
  const { prompt, completion } = batch[index] as Response;
  if (prompt.length > 0 || completion.length === 0) return;
  throw new NodeError(
    text(
      `Answer ${index + 1} of ${batch.length} in a batch follows a prompt without tokens, so nothing predicts its first token; give the prompt at least one token.`,
      `批次中第 ${index + 1} 个回答（共 ${batch.length} 个）的提示没有词元，无法预测其第一个词元；请使提示至少包含一个词元。`,
    ),
  );
}

/** As `responseFeeds`, in the order of the batch, but each prompt is computed once for all of its answers. */
export function groupedResponseFeeds(
  batch: readonly Response[],
): Record<keyof typeof groupedResponseInputs, Feed> {
  const { feeds, places } = groupByPrompt(batch);
  const predictors = batch.flatMap(({ completion }, index) => {
    const { prefixEnd, start } = places[index] as AnswerPlace;
    requirePrompt(batch, index);
    return completion.map((_, place) => (place === 0 ? prefixEnd : start + place - 1));
  });
  const targets = batch.flatMap(({ completion }) => completion);
  return { ...feeds, predictors: int64(predictors), targets: int64(targets) };
}

/** Inputs to score whole answers: the row of each one's last token. */
export const answerInputs = { ...branchedInputs, ends: { shape: ['A'], dtype: 'int64' } } as const;

export type AnswerInput = keyof typeof answerInputs;

/** Lays out answers to be scored, in the order of the batch; each prompt is computed once for all of its answers. */
export function answerFeeds(batch: readonly Response[]): Record<AnswerInput, Feed> {
  const { feeds, places } = groupByPrompt(batch);
  const ends = batch.map(({ completion }, index) => {
    const { prefixEnd, start } = places[index] as AnswerPlace;
    return completion.length === 0 ? prefixEnd : start + completion.length - 1;
  });
  return { ...feeds, ends: int64(ends) };
}

/** Tokens of one forward pass, as if all of its texts were as long as the longest. */
const FORWARD_TOKENS = 4096;

/**
 * Batches for forward passes in which order does not matter: by the length of the prompt, so that answers to the same
 * prompt stay side by side and little is padded.
 */
export function forwardBatches<One extends Response>(answers: readonly One[]): One[][] {
  const longest = Math.max(0, ...answers.map(({ completion }) => completion.length));
  const batches: One[][] = [];
  for (const answer of answers.toSorted((a, b) => a.prompt.length - b.prompt.length)) {
    const last = batches.at(-1);
    const tokens = ((last?.length ?? 0) + 1) * (answer.prompt.length + longest);
    if (last && tokens <= FORWARD_TOKENS) last.push(answer);
    else batches.push([answer]);
  }
  return batches;
}

/** Where an answer stands: the row of its prompt's last token, and its own first row. */
interface AnswerPlace {
  prefixEnd: number;
  start: number;
}

/** Lays out each prompt once, followed by all of its answers; places are in the order of the batch. */
export function groupByPrompt(batch: readonly Response[]) {
  const groups = [...Map.groupBy(batch.keys(), (index) => batch[index]?.prompt.join()).values()];
  const { feeds, rows } = packBranched(
    groups.map((indices) => ({
      prefix: (batch[indices[0] as number] as Response).prompt,
      branches: indices.map((index) => (batch[index] as Response).completion),
    })),
  );
  const places: AnswerPlace[] = new Array(batch.length);
  for (const [group, indices] of groups.entries())
    for (const [branch, index] of indices.entries()) {
      const prefix = rows.prefixes[group] as number;
      places[index] = {
        prefixEnd: prefix + (batch[index] as Response).prompt.length - 1,
        start: rows.branches[group]?.[branch] as number,
      };
    }
  return { feeds, places };
}
