import { pairChoices } from './choices.ts';
import type { ComparedPrompt } from './comparisons.ts';
import type { Scores } from './score.ts';

/** Weighted share of the decided pairs whose winner has the higher score; undefined where nothing was decided. */
export function agreement(prompts: readonly ComparedPrompt[], fitted: readonly Scores[]): number | undefined {
  let [agreed, all] = [0, 0];
  for (const [index, { verdicts }] of prompts.entries()) {
    const { scores } = fitted[index] as Scores;
    for (const comparison of verdicts.flat()) {
      const rankOf = new Map(comparison.answers.map((answer, place) => [answer, comparison.ranks[place]]));
      for (const { chosen, rivals, weight } of pairChoices(comparison)) {
        const loser = rivals[1] as number;
        if (rankOf.get(chosen) === rankOf.get(loser)) continue;
        all += weight;
        if ((scores[chosen] as number) > (scores[loser] as number)) agreed += weight;
      }
    }
  }
  return all > 0 ? agreed / all : undefined;
}
