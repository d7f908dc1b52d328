import { join } from 'node:path';
import type { Job } from '../heed/job.ts';
import type { Bench } from './bench.ts';
import { summarizeProfile } from './profile.ts';
import { startHeed } from './python.ts';
import type { Message, Side } from './side.ts';

/** The rounds of both sides and what they took. */
export interface Comparison {
  /** Of the fastest round: what else the machine does can only slow a round down. */
  ours: number;
  theirs: number | undefined;
  /** Peak resident memory in bytes. */
  ourMemory: number;
  theirMemory: number | undefined;
  /** Largest relative difference of what both computed on the same first batch. */
  difference: number | undefined;
}

export interface CompareOptions {
  /** Further fields of Python's job. */
  theirJob?: Record<string, unknown>;
  /** The speed of a round. */
  speedOf: (round: { seconds: number; tokens: number }) => number;
}

/**
 * Runs the same job on both sides: first a batch whose numbers must agree, then a round each that warms up, then
 * rounds by turns, so that whatever else the machine does hits both.
 */
export async function compare(bench: Bench, job: Job, options: CompareOptions): Promise<Comparison> {
  const {
    python,
    options: { rounds, profile },
  } = bench;
  const heed = startHeed();
  using _ = heed;
  const prefix = profile ? join(job.folder, 'profile') : undefined;
  heed.tell(JSON.stringify({ ...job, check: python !== undefined, profile: prefix }));
  const theirs = python?.side;
  const difference = theirs && (await compareFirstBatch(heed, theirs, job, options.theirJob ?? {}));
  await heed.expect('round');
  await theirs?.expect('round');
  const speeds: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    // who goes first changes from round to round
    const order = round % 2 === 0 ? [heed, theirs] : [theirs, heed];
    for (const side of order)
      if (side) speeds[side === heed ? 0 : 1].push(speedOf(await side.round(), options));
  }
  const ourMemory = await heed.finish();
  const theirMemory = await theirs?.finish();
  if (prefix)
    bench.note(await summarizeProfile(prefix, `${job.task} ${job.languageModel.split('/').at(-2)}`));
  return {
    ours: Math.max(...speeds[0]),
    theirs: theirs && Math.max(...speeds[1]),
    ourMemory,
    theirMemory,
    difference,
  };
}

async function compareFirstBatch(heed: Side, theirs: Side, job: Job, theirJob: Record<string, unknown>) {
  const { values, rollouts } = await heed.expect('check');
  theirs.tell(
    JSON.stringify({
      ...job,
      task: job.task.replaceAll('-', '_'),
      check: true,
      rolloutCount: job.rollouts,
      rollouts,
      ...theirJob,
    }),
  );
  const { values: others } = await theirs.expect('check');
  return worstDifference(values as number[], others as number[]);
}

/** Largest relative difference; where ours has no values, theirs are differences already. */
function worstDifference(ours: readonly number[], theirs: readonly number[]): number {
  if (ours.length === 0) return Math.max(...theirs);
  return Math.max(
    ...ours.map((one, n) => Math.abs(one - (theirs[n] ?? Number.NaN)) / Math.max(1e-6, Math.abs(one))),
  );
}

function speedOf(message: Message, { speedOf }: CompareOptions): number {
  return speedOf({ seconds: Number(message.seconds), tokens: Number(message.tokens) });
}
