/**
 * How long the quality page's figures take: the joint fit of scores, skills, position bias and ties alone, and all
 * figures with it. Start it with `npm exec -- node bench/labeling/figures.ts`.
 */

import { parseArgs } from 'node:util';
import { qualityFigures } from '../../packages/labeling/statistics/figures.ts';
import { fitJoint } from '../../packages/labeling/statistics/fit-joint.ts';
import type { JointComparison } from '../../packages/labeling/statistics/joint-model.ts';
import { plant } from '../../packages/labeling/statistics/planted.ts';
import { personJudgement } from '../../packages/labeling/testing.ts';
import { readGiven } from '../harness/given.ts';

const usage = `npm exec -- node bench/labeling/figures.ts [--prompts 5556] [--labelers 50] [--candidates 4] [--overlap 3]

  --prompts N     prompts, of which every pair of candidates is judged
  --labelers N    people among whom the judgements of each pair are drawn
  --candidates N  candidates of a prompt
  --overlap N     judgements of a pair, each from another person`;

const numbers = { prompts: '5556', labelers: '50', candidates: '4', overlap: '3' };
const { values } = readGiven(
  () =>
    parseArgs({
      options: {
        help: { type: 'boolean', default: false },
        prompts: { type: 'string', default: numbers.prompts },
        labelers: { type: 'string', default: numbers.labelers },
        candidates: { type: 'string', default: numbers.candidates },
        overlap: { type: 'string', default: numbers.overlap },
      },
    }),
  usage,
);
const [prompts, labelers, candidates, overlap] = [
  values.prompts,
  values.labelers,
  values.candidates,
  values.overlap,
].map(Number) as [number, number, number, number];
const isPossible = [prompts, labelers, candidates, overlap].every(
  (value) => Number.isInteger(value) && value > 0,
);
if (values.help || !isPossible || candidates < 2 || overlap > labelers) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}

/** A planted comparison as a judgement of the pair, in the order shown. */
function judgementOf({ prompt, first, second, verdict, labeler }: JointComparison) {
  const shown = [first, second].map((id) => ({ id: `${prompt}-${id}`, text: `answer ${id}`, model: null }));
  const pair = [...shown].sort((a, b) => (a.id < b.id ? -1 : 1));
  const task = {
    ...{ taskId: pair.map(({ id }) => id).join('/'), promptId: prompt, prompt: `question ${prompt}` },
    ...{ language: 'en', candidates: pair },
  };
  const chosen = verdict === 1 ? shown[0]?.id : shown[1]?.id;
  return personJudgement(
    task,
    labeler,
    verdict === 0 ? { outcome: 'tie', value: {} } : { outcome: 'answered', value: { chosen } },
    { order: shown.map(({ id }) => id) },
  );
}

function timed<Result>(what: string, work: () => Result): Result {
  const started = performance.now();
  const result = work();
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(2)} s`);
  return result;
}

const { comparisons, position } = plant({ seed: 3, labelers, prompts, candidates, overlap });
console.log(`${comparisons.length} comparisons of ${prompts} prompts by ${labelers} labelers`);
const fit = timed('the joint fit', () => fitJoint(comparisons));
console.log(`position bias planted ${position.toFixed(3)}, found ${fit.position.value.toFixed(3)}`);
const rows = comparisons.map(judgementOf);
timed('all figures', () => qualityFigures(rows));
