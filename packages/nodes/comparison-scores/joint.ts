import { type FittedLabeler, fitJointSteps, type JointFit } from '@heed/labeling/statistics/fit-joint.ts';
import type { JointComparison } from '@heed/labeling/statistics/joint-model.ts';
import { inTurns } from '@heed/labeling/statistics/turns.ts';
import type { ComparedPrompt, Comparison } from './comparisons.ts';
import type { Scores } from './score.ts';

/** Scores of every prompt, and what was found out about those who judged. */
export interface JointScores {
  scores: Scores[];
  fit: JointFit;
  /** Labelers with a name. */
  labelers: FittedLabeler[];
}

/** Davidson's model with labelers' skill and position bias, fitted to all prompts at once. */
export async function scoreJointly(
  prompts: readonly ComparedPrompt[],
  signal: AbortSignal,
): Promise<JointScores> {
  const comparisons = prompts.flatMap((prompt, index) =>
    prompt.verdicts.flat().flatMap((comparison) => pairsOf(comparison, String(index))),
  );
  const fit = await inTurns(fitJointSteps(comparisons), signal);
  const fitted = new Map(fit.prompts.map((one) => [one.prompt, one.candidates]));
  const scores = prompts.map(({ answers }, index): Scores => {
    const own = new Map(fitted.get(String(index))?.map(({ candidate, score }) => [candidate, score]));
    const of = answers.map((_, answer) => own.get(String(answer)));
    return { scores: of.map((one) => one?.value ?? 0), errors: of.map((one) => one?.standardError ?? 0) };
  });
  return { scores, fit, labelers: fit.labelers.filter(({ labeler }) => labeler !== NOBODY) };
}

/** Who judged where nobody is named. */
const NOBODY = '';

/**
 * A comparison of K as its pairs, which together count K − 1. Where the order shown is not known, half of each pair is
 * taken to have been shown one way and half the other: then it says nothing of position bias.
 */
function pairsOf(comparison: Comparison, prompt: string): JointComparison[] {
  const { answers, ranks, weight, labeler, inOrderShown } = comparison;
  const size = answers.length;
  return answers.flatMap((answer, i) =>
    answers.slice(i + 1).flatMap((other, later): JointComparison[] => {
      const verdict = Math.sign((ranks[i + 1 + later] as number) - (ranks[i] as number)) as 1 | 0 | -1;
      const [first, second] = [String(answer), String(other)];
      const about = { prompt, labeler: labeler ?? NOBODY, weight: size > 2 ? (weight * 2) / size : weight };
      if (inOrderShown) return [{ ...about, first, second, verdict }];
      const half = { ...about, weight: about.weight / 2 };
      const turned = verdict === 0 ? 0 : verdict === 1 ? -1 : 1;
      return [
        { ...half, first, second, verdict },
        { ...half, first: second, second: first, verdict: turned },
      ];
    }),
  );
}
