import { createHash } from 'node:crypto';
import { createRandom, type Random } from '@heed/engine/random';
import type { CompletionRow, PairwiseTask } from '@heed/schema';

/** A short id that follows from its parts. */
export function idOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}

function groupByPrompt(completions: readonly CompletionRow[]): CompletionRow[][] {
  return [...Map.groupBy(completions, ({ promptId }) => promptId).values()];
}

/** The first completion of every different text. */
function distinctTexts(completions: readonly CompletionRow[]): CompletionRow[] {
  return [...new Map(completions.toReversed().map((row) => [row.completion, row])).values()].reverse();
}

function allPairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((first, at) => items.slice(at + 1).map((second): [T, T] => [first, second]));
}

function makeTask(pair: [CompletionRow, CompletionRow], random: Random): PairwiseTask {
  const [first, second] = random.shuffle(pair) as [CompletionRow, CompletionRow];
  return {
    taskId: idOf(first.promptId, first.completionId, second.completionId),
    promptId: first.promptId,
    prompt: first.prompt,
    candidates: [
      { id: first.completionId, text: first.completion },
      { id: second.completionId, text: second.completion },
    ],
  };
}

/**
 * Draws up to `pairsPerPrompt` pairs among the different answers to each prompt, in a seeded order.
 * Each prompt has its own random stream, so that one prompt more does not change the pairs of the others.
 */
export function choosePairs(
  completions: readonly CompletionRow[],
  pairsPerPrompt: number,
  seed: number,
): { tasks: PairwiseTask[]; identicalSkipped: number } {
  const root = createRandom(seed).fork('pairs');
  let identicalSkipped = 0;
  const tasks = groupByPrompt(completions).flatMap((group) => {
    const candidates = distinctTexts(group);
    identicalSkipped += group.length - candidates.length;
    const random = root.fork(group[0]?.promptId ?? '');
    const drawn = random.shuffle(allPairs(candidates)).slice(0, pairsPerPrompt);
    return drawn.map((pair) => makeTask(pair, random));
  });
  return { tasks, identicalSkipped };
}
