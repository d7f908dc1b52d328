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

/** Tokens of the prompt and of the longest answer to it. */
export function exampleLengths({ answers }: Example): [number, number] {
  return [answers[0]?.prompt.length ?? 0, Math.max(0, ...answers.map(({ completion }) => completion.length))];
}

/** All answers of a batch, example after example. */
export function answersOf(examples: readonly Example[]): Response[] {
  return examples.flatMap(({ answers }) => answers);
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
