import type { Comparison } from './comparisons.ts';

/** An answer that was chosen among rivals, itself among them. */
export interface Choice {
  chosen: number;
  rivals: number[];
  weight: number;
}

/**
 * A comparison as choices between two, one for each pair (Bradley and Terry 1952). A tie is half a win for each side.
 */
export function pairChoices({ answers, ranks, weight }: Comparison): Choice[] {
  const choices: Choice[] = [];
  for (let i = 0; i < answers.length; i++) {
    for (let j = 0; j < answers.length; j++) {
      const difference = (ranks[j] as number) - (ranks[i] as number);
      if (i === j || difference < 0) continue;
      const rivals = [answers[i] as number, answers[j] as number];
      choices.push({ chosen: answers[i] as number, rivals, weight: difference > 0 ? weight : weight / 2 });
    }
  }
  return choices;
}

/**
 * A comparison of K as successive choices of the best among those left (Plackett 1975). Tied answers share their
 * denominator (Breslow 1974); choices are weighted so that they count K − 1 in sum, with ties as without.
 */
export function stageChoices({ answers, ranks, weight }: Comparison): Choice[] {
  const choices = answers.flatMap((chosen, index) => {
    const rivals = answers.filter((_, other) => (ranks[other] as number) >= (ranks[index] as number));
    return rivals.length > 1 ? [{ chosen, rivals }] : [];
  });
  return choices.map((choice) => ({ ...choice, weight: (weight * (answers.length - 1)) / choices.length }));
}
