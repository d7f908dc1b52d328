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

/** Comparisons with numbers in place of names: the entries of a comparison stand at its number in every list. */
export interface PackedComparisons {
  count: number;
  first: Int32Array;
  second: Int32Array;
  verdict: Int8Array;
  weight: Float64Array;
  /** Place of the labeler among those of the prompt. */
  labeler: Int32Array;
  /** As many for each comparison, one after the other. */
  features: Float64Array;
}

/** A prompt with its comparisons. It touches global variables of its own labelers and those that all share. */
export interface Block {
  prompt: string;
  candidates: string[];
  /** How many labelers judged it. */
  labelers: number;
  /** Numbers of the global variables touched, in the order of `globalPlaces` for these labelers. */
  globals: Int32Array;
  comparisons: PackedComparisons;
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

/** Numbers of the global variables of so many labelers and features; of a kind with several, that of the first. */
export function globalPlaces(labelers: number, features: number) {
  return {
    skill: 0,
    ownPosition: labelers,
    position: 2 * labelers,
    logTie: 2 * labelers + 1,
    logSpread: 2 * labelers + 2,
    feature: 2 * labelers + 3,
    count: 2 * labelers + 3 + features,
  };
}

/** Numbers prompts, candidates and labelers in the order of their first appearance. */
export function numberModel(comparisons: readonly JointComparison[]): JointModel {
  const labelerOf = numbered(comparisons.map(({ labeler }) => labeler));
  const features = comparisons[0]?.features?.length ?? 0;
  const places = globalPlaces(labelerOf.size, features);
  const blocks = [...Map.groupBy(comparisons, ({ prompt }) => prompt)].map(([prompt, own]): Block => {
    const candidateOf = numbered(own.flatMap(({ first, second }) => [first, second]));
    const seatOf = numbered(own.map(({ labeler }) => labelerOf.get(labeler) as number));
    const here = [...seatOf.keys()];
    const shared = Array.from({ length: 3 + features }, (_, index) => places.position + index);
    return {
      prompt,
      candidates: [...candidateOf.keys()],
      labelers: here.length,
      globals: Int32Array.from([
        ...here.map((labeler) => places.skill + labeler),
        ...here.map((labeler) => places.ownPosition + labeler),
        ...shared,
      ]),
      comparisons: {
        count: own.length,
        first: Int32Array.from(own, ({ first }) => candidateOf.get(first) as number),
        second: Int32Array.from(own, ({ second }) => candidateOf.get(second) as number),
        verdict: Int8Array.from(own, ({ verdict }) => verdict),
        weight: Float64Array.from(own, ({ weight = 1 }) => weight),
        labeler: Int32Array.from(
          own,
          ({ labeler }) => seatOf.get(labelerOf.get(labeler) as number) as number,
        ),
        features: Float64Array.from(own.flatMap(({ features: given = [] }) => given)),
      },
    };
  });
  return { blocks, labelers: [...labelerOf.keys()], globals: places.count, features };
}

/** Different values with their numbers, in the order of their first appearance. */
function numbered<Value>(values: readonly Value[]): Map<Value, number> {
  return new Map([...new Set(values)].map((value, index) => [value, index]));
}

/** Mean and standard deviation of the normal prior of each global variable. */
export function globalPriors(model: JointModel): { mean: Float64Array; deviation: Float64Array } {
  const places = globalPlaces(model.labelers.length, model.features);
  const mean = new Float64Array(model.globals);
  const deviation = new Float64Array(model.globals).fill(priors.feature);
  for (const index of model.labelers.keys()) {
    deviation[places.skill + index] = priors.skill;
    deviation[places.ownPosition + index] = priors.ownPosition;
  }
  deviation[places.position] = priors.position;
  deviation[places.logTie] = priors.logTie;
  mean[places.logSpread] = Math.log(priors.score);
  deviation[places.logSpread] = priors.logSpread;
  return { mean, deviation };
}
