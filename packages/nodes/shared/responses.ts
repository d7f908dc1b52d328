import { type Feed, int64, padBatch, type Tensor, type Tokenizer } from '@heed/engine';

/** A prompt and an answer as token ids; the answer ends with EOS where it ended by itself. */
export interface Response {
  prompt: number[];
  completion: number[];
}

/** Tokenizes a written answer with the tokenizer's chat template; EOS is added. */
export function encodeResponse(tokenizer: Tokenizer, prompt: string, completion: string): Response {
  return { prompt: tokenizer.promptTokens(prompt), completion: tokenizer.completionTokens(completion) };
}

/** Tokens of prompt and answer together. */
export function responseLength({ prompt, completion }: Response): number {
  return prompt.length + completion.length;
}

/** Feeds of a batch, right-padded. N counts the tokens that are predicted, over all rows. */
export interface ResponseFeeds {
  /** [B, T] int64. */
  tokens: Feed;
  /** [N] int64: for each predicted token, the index into the flattened [B·T] hidden states that predict it. */
  positions: Feed;
  /** [N] int64: the token to predict. */
  targets: Feed;
}

/**
 * Lays out a batch so that only the hidden states that matter meet the vocabulary: those that predict the
 * answer, or every token but the first with `wholeText`.
 */
export function responseFeeds(batch: readonly Response[], padId: number, wholeText = false): ResponseFeeds {
  const sequences = batch.map(({ prompt, completion }) => [...prompt, ...completion]);
  const { tokens } = padBatch(sequences, padId);
  const width = tokens.shape[1] as number;
  const positions: number[] = [];
  const targets: number[] = [];
  for (const [row, sequence] of sequences.entries()) {
    const first = wholeText ? 1 : (batch[row] as Response).prompt.length;
    for (let index = first; index < sequence.length; index++) {
      positions.push(row * width + index - 1);
      targets.push(sequence[index] as number);
    }
  }
  return { tokens, positions: int64(positions), targets: int64(targets) };
}

/** Feeds to score whole answers: the position of each row's last real token. */
export function lastTokenFeeds(batch: readonly Response[], padId: number): { tokens: Feed; positions: Feed } {
  const { tokens } = padBatch(
    batch.map(({ prompt, completion }) => [...prompt, ...completion]),
    padId,
  );
  const width = tokens.shape[1] as number;
  return { tokens, positions: int64(batch.map((one, row) => row * width + responseLength(one) - 1)) };
}

/** Declarations of the inputs that `responseFeeds` fills. */
export const responseInputs = {
  tokens: { shape: ['B', 'T'], dtype: 'int64' },
  positions: { shape: ['N'], dtype: 'int64' },
  targets: { shape: ['N'], dtype: 'int64' },
} as const;

/** The symbolic side of `ResponseFeeds`. */
export interface ResponseTensors {
  tokens: Tensor;
  positions: Tensor;
  targets: Tensor;
}
