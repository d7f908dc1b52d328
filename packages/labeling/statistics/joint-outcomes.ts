import { type Block, globalPlaces } from './joint-model.ts';

/** What a prompt says of the global variables, its scores held still. */
export interface Outward {
  /** By every global variable of the block. */
  gradient: Float64Array;
  /** Curvature that they share with the scores: of each global variable all scores. */
  mixed: Float64Array;
  /** tr(H⁻¹ ∂H) by every global variable, where H is the curvature of the scores. */
  volume: Float64Array;
  /** The same by every score. */
  volumeOfScores: Float64Array;
}

/**
 * Chances of the comparisons of a prompt, and sums of their slopes. Gradient and curvature are those of davidson.ts,
 * written into lists that serve all prompts, since they are walked a few hundred times over. How the curvature bends by
 * η and by λ are the third cumulants of that exponential family.
 */
export class JointOutcomes {
  /** Standard deviation of the prior of scores. */
  spread = 1;
  #logTie = 0;
  #block: Block | undefined;
  readonly #features: number;
  /** The block's global variables. */
  readonly #at: Float64Array;
  /** Of each labeler of the block. */
  readonly #discrimination: Float64Array;
  /** Of each comparison: what favors the first besides the scores, the lead by them, P(first) − P(second) and P(tie). */
  readonly #bias: Float64Array;
  readonly #lead: Float64Array;
  readonly #difference: Float64Array;
  readonly #tie: Float64Array;

  /** For blocks of at most so many comparisons and global variables. */
  constructor(comparisons: number, globals: number, features: number) {
    this.#features = features;
    this.#at = new Float64Array(globals);
    this.#discrimination = new Float64Array(comparisons);
    this.#bias = new Float64Array(comparisons);
    this.#lead = new Float64Array(comparisons);
    this.#difference = new Float64Array(comparisons);
    this.#tie = new Float64Array(comparisons);
  }

  /** Takes up a block at given global variables. */
  enter(block: Block, globals: Float64Array): void {
    const { count, labeler, features } = block.comparisons;
    const own = this.#features;
    const places = globalPlaces(block.labelers, own);
    const at = this.#at;
    for (let place = 0; place < places.count; place++)
      at[place] = globals[block.globals[place] as number] as number;
    this.#block = block;
    this.#logTie = at[places.logTie] as number;
    this.spread = Math.exp(at[places.logSpread] as number);
    for (let one = 0; one < block.labelers; one++)
      this.#discrimination[one] = Math.exp(at[places.skill + one] as number);
    const position = at[places.position] as number;
    for (let one = 0; one < count; one++) {
      let bias = position + (at[places.ownPosition + (labeler[one] as number)] as number);
      for (let index = 0; index < own; index++)
        bias += (at[places.feature + index] as number) * (features[one * own + index] as number);
      this.#bias[one] = bias;
    }
  }

  /** log-posterior of the scores with its gradient; the lower half of its curvature goes into `curvature`. */
  look(scores: Float64Array, curvature: Float64Array): { value: number; gradient: Float64Array } {
    const { comparisons } = this.#block as Block;
    const { first, second, verdict, weight, labeler } = comparisons;
    const size = scores.length;
    const precision = 1 / this.spread ** 2;
    const logTie = this.#logTie;
    const tieOdds = Math.exp(logTie);
    const [discriminations, biases] = [this.#discrimination, this.#bias];
    const [leads, differences, ties] = [this.#lead, this.#difference, this.#tie];
    const gradient = new Float64Array(size);
    curvature.fill(0, 0, size * size);
    let value = 0;
    for (let seat = 0; seat < size; seat++) {
      const score = scores[seat] as number;
      value -= (score * score * precision) / 2;
      gradient[seat] = -score * precision;
      curvature[seat * (size + 1)] = precision;
    }
    for (let one = 0; one < comparisons.count; one++) {
      const f = first[one] as number;
      const s = second[one] as number;
      const said = verdict[one] as number;
      const often = weight[one] as number;
      const steepness = discriminations[labeler[one] as number] as number;
      const lead = steepness * ((scores[f] as number) - (scores[s] as number));
      const advantage = lead + (biases[one] as number);
      // odds to the side that is ahead
      const half = Math.abs(advantage) / 2;
      const fall = Math.exp(-half);
      const total = 1 + fall * fall + tieOdds * fall;
      const tie = (tieOdds * fall) / total;
      const ahead = (1 - fall * fall) / total;
      const difference = advantage > 0 ? ahead : -ahead;
      leads[one] = lead;
      differences[one] = difference;
      ties[one] = tie;
      const seen = said === 0 ? logTie : (said * advantage) / 2;
      value += often * (seen - half - Math.log(total));
      const push = (often * steepness * (said - difference)) / 2;
      gradient[f] = (gradient[f] as number) + push;
      gradient[s] = (gradient[s] as number) - push;
      const bend = (often * steepness * steepness * (1 - tie - difference * difference)) / 4;
      const across = f > s ? f * size + s : s * size + f;
      curvature[f * (size + 1)] = (curvature[f * (size + 1)] as number) + bend;
      curvature[s * (size + 1)] = (curvature[s * (size + 1)] as number) + bend;
      curvature[across] = (curvature[across] as number) - bend;
    }
    return { value, gradient };
  }

  /** Sums at the scores that were looked at last; `covariance` is that of the scores. */
  lookOut(scores: Float64Array, covariance: Float64Array, into: Outward): void {
    const { comparisons, globals, labelers } = this.#block as Block;
    const { first, second, verdict, weight, labeler, features } = comparisons;
    const size = scores.length;
    const own = this.#features;
    const places = globalPlaces(labelers, own);
    const { gradient, mixed, volume, volumeOfScores } = into;
    const [discriminations, leads] = [this.#discrimination, this.#lead];
    const [differences, ties] = [this.#difference, this.#tie];
    gradient.fill(0, 0, globals.length);
    volume.fill(0, 0, globals.length);
    mixed.fill(0, 0, globals.length * size);
    volumeOfScores.fill(0, 0, size);
    for (let one = 0; one < comparisons.count; one++) {
      const f = first[one] as number;
      const s = second[one] as number;
      const said = verdict[one] as number;
      const often = weight[one] as number;
      const who = labeler[one] as number;
      const steepness = discriminations[who] as number;
      const lead = leads[one] as number;
      const tie = ties[one] as number;
      const mean = (differences[one] as number) / 2;
      const slope = said / 2 - mean;
      const bend = (1 - tie) / 4 - mean * mean;
      const bendByAdvantage = mean * (tie / 4 - 2 * bend);
      const doubt =
        (covariance[f * (size + 1)] as number) +
        (covariance[s * (size + 1)] as number) -
        2 * (covariance[f * size + s] as number);
      const heavy = often * steepness * steepness * doubt;
      add(volumeOfScores, f, heavy * bendByAdvantage * steepness);
      add(volumeOfScores, s, -heavy * bendByAdvantage * steepness);
      // discrimination multiplies the scores, so that η bends in both
      add(gradient, who, often * lead * slope);
      add(volume, who, heavy * (bendByAdvantage * lead + 2 * bend));
      addPair(mixed, who * size, f, s, often * steepness * (lead * bend - slope));
      const lean = labelers + who;
      const shared = often * steepness * bend;
      add(gradient, lean, often * slope);
      add(volume, lean, heavy * bendByAdvantage);
      addPair(mixed, lean * size, f, s, shared);
      add(gradient, places.logTie, often * ((said === 0 ? 1 : 0) - tie));
      add(volume, places.logTie, heavy * tie * (2 * mean * mean - (1 - tie) / 4));
      addPair(mixed, places.logTie * size, f, s, -often * steepness * mean * tie);
      for (let index = 0; index < own; index++) {
        const amount = features[one * own + index] as number;
        const place = places.feature + index;
        add(gradient, place, often * slope * amount);
        add(volume, place, heavy * bendByAdvantage * amount);
        addPair(mixed, place * size, f, s, shared * amount);
      }
    }
    this.#lookAtShared(scores, covariance, into);
  }

  /** The position that labelers have in common is in each one's own, and the spread acts by the prior alone. */
  #lookAtShared(scores: Float64Array, covariance: Float64Array, into: Outward): void {
    const { labelers } = this.#block as Block;
    const { gradient, mixed, volume } = into;
    const size = scores.length;
    const { position, logSpread } = globalPlaces(labelers, this.#features);
    for (let lean = labelers; lean < 2 * labelers; lean++) {
      add(gradient, position, gradient[lean] as number);
      add(volume, position, volume[lean] as number);
      for (let seat = 0; seat < size; seat++)
        add(mixed, position * size + seat, mixed[lean * size + seat] as number);
    }
    const precision = 1 / this.spread ** 2;
    gradient[logSpread] = -size;
    for (let seat = 0; seat < size; seat++) {
      const score = scores[seat] as number;
      add(gradient, logSpread, score * score * precision);
      add(volume, logSpread, -2 * precision * (covariance[seat * (size + 1)] as number));
      mixed[logSpread * size + seat] = -2 * precision * score;
    }
  }
}

function add(target: Float64Array, place: number, amount: number): void {
  target[place] = (target[place] as number) + amount;
}

/** Adds to the entry of the first candidate and takes from that of the second. */
function addPair(target: Float64Array, row: number, first: number, second: number, amount: number): void {
  add(target, row + first, amount);
  add(target, row + second, -amount);
}
