import type { PortType } from '@heed/schema';

const byScores = ['pairwise', 'ranking', 'dialogue'] as const;
/** Models also read a scale. */
const byReading = [...byScores, 'rating'] as const;

/** The forms that a judge can fill in which comes along a wire of this type; the others are for people. */
export function formsOfJudge(type: PortType): readonly string[] {
  return type === 'language-model' || type === 'judge' ? byReading : byScores;
}
