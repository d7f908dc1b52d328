/**
 * Standard deviations of the normal priors. They say what is usual before anything was judged, and keep every estimate
 * finite: a spread of 1.5 in log-odds makes 4 : 1 a common lead, and hardly any candidate wins 400 : 1.
 */
export const priors = {
  /** Score of a candidate among those of its prompt. */
  score: 1.5,
  /** log of the spread of scores around `score`, where many prompts tell of it. */
  logSpread: 1,
  /** log of a labeler's discrimination: two in three are between 0.6 and 1.6 times the usual one. */
  skill: 0.5,
  /** What all labelers have in common in favor of the candidate shown first. */
  position: 1,
  /** How far a labeler's own inclination is from the common one. */
  ownPosition: 0.5,
  /** log of the tie parameter. */
  logTie: 1.5,
  /** Weight of a feature of the candidates, such as length, in its own standard deviations. */
  feature: 1,
} as const;
