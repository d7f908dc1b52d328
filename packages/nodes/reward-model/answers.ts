import { type Feed, int64, type ModelGraph, padBatch, type Tensor } from '@heed/engine';
import { scoresAt } from '../shared/graph.ts';
import { type Response, responseLength } from '../shared/responses.ts';

/** Answers to one prompt that are learned from together: a pair, a ranking of K, or a single rated answer. */
export interface Example {
  promptId: string;
  answers: readonly Response[];
}

/** Tokens of all answers of an example together. */
export function exampleLength({ answers }: Example): number {
  return answers.reduce((sum, answer) => sum + responseLength(answer), 0);
}

/** Inputs to score the answers of a batch, A of them over all examples. */
export const answerInputs = {
  tokens: { shape: ['B', 'T'], dtype: 'int64' },
  ends: { shape: ['A'], dtype: 'int64' },
} as const;

export type AnswerInput = keyof typeof answerInputs;

/** Lays out all answers of a batch, example after example; `ends` are the flat places of each one's last token. */
export function answerFeeds(examples: readonly Example[], padId: number): Record<AnswerInput, Feed> {
  const sequences = examples.flatMap(({ answers }) =>
    answers.map(({ prompt, completion }) => [...prompt, ...completion]),
  );
  const { tokens } = padBatch(sequences, padId);
  const width = tokens.shape[1] as number;
  return { tokens, ends: int64(sequences.map((sequence, row) => row * width + sequence.length - 1)) };
}

/** Scores [A] of the answers that `answerFeeds` lays out, in their order. */
export function answerScores(graph: ModelGraph, { tokens, ends }: Record<AnswerInput, Tensor>): Tensor {
  return scoresAt(graph, tokens, ends);
}

/** Cuts a list with an entry for every answer of a batch into one list an example. */
export function byExample(examples: readonly Example[], perAnswer: ArrayLike<number>): number[][] {
  let start = 0;
  return examples.map(({ answers }) => {
    const own = Array.from({ length: answers.length }, (_, index) => perAnswer[start + index] as number);
    start += answers.length;
    return own;
  });
}

/** Each prompt counts the same however many examples it has; the mean weight of an example is 1. */
export function promptWeights(examples: readonly Example[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { promptId } of examples) counts.set(promptId, (counts.get(promptId) ?? 0) + 1);
  const scale = examples.length / counts.size;
  return new Map([...counts].map(([promptId, count]) => [promptId, scale / count]));
}
