import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { playHistory } from '../../apps/runner/src/execution/core/play-history.ts';
import { Random } from './random.ts';
import { trainThroughKills } from './round.ts';

const options = {
  kills: { type: 'string', default: '200' },
  histories: { type: 'string', default: '10000' },
  seed: { type: 'string' },
} as const;

function parseCount(name: string, value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 0) return count;
  throw new Error(`--${name} takes a whole number from 0, not "${value}".`);
}

const seconds = (from: number) => `${((performance.now() - from) / 1000).toFixed(0)} s`;

function playHistories(count: number, seed: number): void {
  const started = performance.now();
  for (let index = 0; index < count; index++) playHistory(seed + index);
  console.log(`${count} simulated histories hold (${seconds(started)}).`);
}

async function killRunners(wanted: number, seed: number): Promise<void> {
  if (wanted === 0) return;
  const started = performance.now();
  const random = new Random(seed);
  const undisturbed = await trainThroughKills();
  const kills: string[] = [];
  let acknowledged = 0;
  let trainings = 0;
  while (kills.length < wanted) {
    const round = await trainThroughKills(random, Math.min(12, wanted - kills.length));
    if (JSON.stringify(round.outputs) !== JSON.stringify(undisturbed.outputs))
      throw new Error(
        `The results differ from the undisturbed run: ${JSON.stringify(round.outputs)} instead of ${JSON.stringify(undisturbed.outputs)}.\nKills: ${round.kills.join(', ')}`,
      );
    kills.push(...round.kills);
    acknowledged += round.acknowledged;
    trainings++;
    console.log(
      `${kills.length} of ${wanted} kills in ${trainings} trainings (${seconds(started)}): ${round.kills.join(', ')}`,
    );
  }
  const named = new Set(kills.filter((kill) => !kill.startsWith('after')).map((kill) => kill.split(' ')[0]));
  console.log(
    `${kills.length} SIGKILLs of a runner under training, ${kills.filter((kill) => kill.startsWith('after')).length} at random and the others at ${named.size} named places: 0 of ${acknowledged} acknowledged events lost, 0 double publishes, all results equal to the undisturbed run.`,
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const seed = values.seed === undefined ? randomInt(1, 2 ** 31) : parseCount('seed', values.seed);
  const [histories, kills] = [parseCount('histories', values.histories), parseCount('kills', values.kills)];
  console.log(`seed ${seed}; --seed ${seed} draws the same histories and kills again`);
  playHistories(histories, seed);
  await killRunners(kills, seed);
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
