import { outcomeChances } from './davidson.ts';
import { createDraws, type Draws } from './draws.ts';
import type { JointComparison } from './joint-model.ts';
import { priors } from './priors.ts';

/** What a simulation is made of; the numbers are those of the priors where nothing is said. */
export interface PlantedOptions {
  seed: number;
  labelers: number;
  prompts: number;
  candidates: number;
  /** Labelers who judge each pair. */
  overlap: number;
}

export interface Planted {
  comparisons: JointComparison[];
  /** Of each prompt the scores less their mean, by candidate. */
  scores: Map<string, number[]>;
  logSkills: number[];
  positions: number[];
  position: number;
  logTie: number;
}

/** Labelers and candidates drawn from the priors, and what they would say. */
export function plant({ seed, labelers, prompts, candidates, overlap }: PlantedOptions): Planted {
  const draw = createDraws(seed);
  const position = normal(draw) * 0.5;
  const logTie = -0.5 + normal(draw) * 0.5;
  const people = Array.from({ length: labelers }, () => ({
    logSkill: normal(draw) * priors.skill,
    position: position + normal(draw) * priors.ownPosition,
  }));
  const usual = people.reduce((sum, { logSkill }) => sum + logSkill, 0) / labelers;
  const scores = new Map<string, number[]>();
  const comparisons: JointComparison[] = [];
  for (let number = 0; number < prompts; number++) {
    const prompt = `p${number}`;
    const own = Array.from({ length: candidates }, () => normal(draw) * priors.score);
    const mean = own.reduce((a, b) => a + b, 0) / candidates;
    scores.set(
      prompt,
      own.map((score) => (score - mean) * Math.exp(usual)),
    );
    for (let i = 0; i < candidates; i++)
      for (let j = 0; j < i; j++)
        for (const labeler of someOf(labelers, overlap, draw)) {
          const [first, second] = draw(2) === 0 ? [i, j] : [j, i];
          const { logSkill, position: inclination } = people[labeler] as (typeof people)[number];
          const lead = Math.exp(logSkill) * ((own[first] as number) - (own[second] as number));
          const chances = outcomeChances(lead + inclination, logTie);
          const at = uniform(draw);
          const verdict = at < chances.first ? 1 : at < chances.first + chances.tie ? 0 : -1;
          comparisons.push({
            prompt,
            first: `${first}`,
            second: `${second}`,
            verdict,
            labeler: `${labeler}`,
          });
        }
  }
  return {
    comparisons,
    scores,
    position,
    logTie,
    logSkills: people.map(({ logSkill }) => logSkill - usual),
    positions: people.map((one) => one.position),
  };
}

function uniform(draw: Draws): number {
  return (draw(2 ** 31) + 0.5) / 2 ** 31;
}

/** Box and Muller (1958). */
function normal(draw: Draws): number {
  return Math.sqrt(-2 * Math.log(uniform(draw))) * Math.cos(2 * Math.PI * uniform(draw));
}

function someOf(count: number, wanted: number, draw: Draws): number[] {
  const left = Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: wanted }, () => left.splice(draw(left.length), 1)[0] as number);
}
