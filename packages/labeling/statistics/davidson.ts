/** What came of showing one candidate first and another second: +1 first preferred, −1 second preferred, 0 a tie. */
export type Verdict = 1 | 0 | -1;

/**
 * Davidson's model of paired comparisons with ties (1970): with the advantage η of the first candidate in log-odds and
 * the log λ of the tie parameter, P(first) ∝ e^{η/2}, P(second) ∝ e^{−η/2}, P(tie) ∝ e^λ.
 */
export interface OutcomeChances {
  first: number;
  second: number;
  tie: number;
  /** log of the normalizing sum. */
  logTotal: number;
}

export function outcomeChances(advantage: number, logTie: number): OutcomeChances {
  const half = advantage / 2;
  const most = Math.max(half, -half, logTie);
  const [first, second, tie] = [Math.exp(half - most), Math.exp(-half - most), Math.exp(logTie - most)];
  const total = first + second + tie;
  return { first: first / total, second: second / total, tie: tie / total, logTotal: most + Math.log(total) };
}

/** log P(verdict) with its gradient and its curvature (negative Hessian) in (η, λ). */
export interface OutcomeSlope {
  value: number;
  advantage: number;
  logTie: number;
  curvature: { advantage: number; mixed: number; logTie: number };
}

/**
 * The model is an exponential family in (η, λ) with the statistics (verdict/2, is it a tie): the gradient is what was
 * seen minus what was expected, and the curvature is their covariance, whatever was seen.
 */
export function outcomeSlope(verdict: Verdict, advantage: number, logTie: number): OutcomeSlope {
  const { first, second, tie, logTotal } = outcomeChances(advantage, logTie);
  const lead = first - second;
  const tied = verdict === 0 ? 1 : 0;
  return {
    value: (verdict * advantage) / 2 + tied * logTie - logTotal,
    advantage: (verdict - lead) / 2,
    logTie: tied - tie,
    curvature: {
      advantage: (first + second - lead * lead) / 4,
      mixed: (-lead * tie) / 2,
      logTie: tie * (1 - tie),
    },
  };
}
