import type { Verdict } from './davidson.ts';
import { priors } from './priors.ts';

/** One candidate was shown first and another second, and a labeler said which is better. */
export interface JointComparison {
  prompt: string;
  first: string;
  second: string;
  verdict: Verdict;
  labeler: string;
  /** How often it counts; 1 where nothing is said. */
  weight?: number;
  /** Features of the first candidate less those of the second, such as log-length; as many for every comparison. */
  features?: readonly number[];
}

/** A comparison with numbers in place of names. */
export interface NumberedComparison {
  first: number;
  second: number;
  verdict: Verdict;
  weight: number;
  /** Places in the prompt's own list of variables. */
  skill: number;
  own: number;
  features: readonly number[];
}

/** A prompt with its comparisons. Its variables are the scores of its candidates, then the global ones that it touches. */
export interface Block {
  prompt: string;
  candidates: string[];
  /** Numbers of the global variables touched: of its labelers, then position, tie, spread and features. */
  globals: number[];
  comparisons: NumberedComparison[];
}

/**
 * For labeler l who sees i first and j second: η = a_l·(s_i − s_j) + b_l + w·(z_i − z_j), with the chances of Davidson
 * (1970), his order effect (Davidson and Beaver 1977) and the labeler's discrimination a_l (Chen et al. 2013). Global
 * variables are numbered: log a_l of each labeler, b_l − b of each labeler, b, λ, log of the spread of scores, w.
 */
export interface JointModel {
  blocks: Block[];
  labelers: string[];
  /** How many global variables there are. */
  globals: number;
  features: number;
}

/** Numbers of the global variables of a model. */
export function globalPlaces({ labelers, features }: Pick<JointModel, 'labelers' | 'features'>) {
  const count = labelers.length;
  return {
    skill: (labeler: number) => labeler,
    ownPosition: (labeler: number) => count + labeler,
    position: 2 * count,
    logTie: 2 * count + 1,
    logSpread: 2 * count + 2,
    feature: (index: number) => 2 * count + 3 + index,
    count: 2 * count + 3 + features,
  };
}

/** Numbers prompts, candidates and labelers in the order of their first appearance. */
export function numberModel(comparisons: readonly JointComparison[]): JointModel {
  const labelers = [...new Set(comparisons.map(({ labeler }) => labeler))];
  const features = comparisons[0]?.features?.length ?? 0;
  const labelerOf = new Map(labelers.map((labeler, index) => [labeler, index]));
  const places = globalPlaces({ labelers, features });
  const blocks = [...Map.groupBy(comparisons, ({ prompt }) => prompt)].map(([prompt, own]): Block => {
    const candidates = [...new Set(own.flatMap(({ first, second }) => [first, second]))];
    const candidateOf = new Map(candidates.map((candidate, index) => [candidate, index]));
    const here = [...new Set(own.map(({ labeler }) => labelerOf.get(labeler) as number))];
    const globals = [
      ...here.map(places.skill),
      ...here.map(places.ownPosition),
      places.position,
      places.logTie,
      places.logSpread,
      ...Array.from({ length: features }, (_, index) => places.feature(index)),
    ];
    const seatOf = new Map(here.map((labeler, index) => [labeler, candidates.length + index]));
    const numbered = own.map(({ first, second, verdict, labeler, weight = 1, features: given = [] }) => {
      const skill = seatOf.get(labelerOf.get(labeler) as number) as number;
      return {
        first: candidateOf.get(first) as number,
        second: candidateOf.get(second) as number,
        verdict,
        weight,
        skill,
        own: skill + here.length,
        features: given,
      };
    });
    return { prompt, candidates, globals, comparisons: numbered };
  });
  return { blocks, labelers, globals: places.count, features };
}

/** Mean and standard deviation of the normal prior of each global variable. */
export function globalPriors(model: JointModel): { mean: Float64Array; deviation: Float64Array } {
  const places = globalPlaces(model);
  const mean = new Float64Array(model.globals);
  const deviation = new Float64Array(model.globals).fill(priors.feature);
  for (const index of model.labelers.keys()) {
    deviation[places.skill(index)] = priors.skill;
    deviation[places.ownPosition(index)] = priors.ownPosition;
  }
  deviation[places.position] = priors.position;
  deviation[places.logTie] = priors.logTie;
  mean[places.logSpread] = Math.log(priors.score);
  deviation[places.logSpread] = priors.logSpread;
  return { mean, deviation };
}
