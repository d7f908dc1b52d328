import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoints, NodeRun, NodeSpec } from '@heed/schema';
import type { z } from 'zod';
import { TestCheckpoints } from './checkpoints.ts';
import { runNode, type TestContext, type TestOptions, testContext } from './context.ts';

/** Steps of a node, from 1, after which it saves, and the one after which it dies. */
export interface Cut {
  saveAt: readonly number[];
  stopAt: number;
}

/** All that must not depend on interruptions: what a node gave and drew, except how long it took. */
export interface Outcome {
  outputs: Record<string, string>;
  results: Record<string, number>;
  /** By `step name`. */
  points: Record<string, number>;
}

function withoutTimes(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !/Seconds?$/.test(name)));
}

type Run<Spec extends NodeSpec> = NodeRun<z.output<Spec['config']>>;

/** Runs a node to its end; `checkpoint` is where it goes on. */
export async function outcomeOf<Spec extends NodeSpec>(
  spec: Spec,
  run: Run<Spec>,
  options: TestOptions<Spec>,
): Promise<Outcome & { logs: string[] }> {
  await using trial = await testContext(spec, options);
  const { outputs, results } = await runNode(spec, run, trial);
  const ids = Object.entries(outputs).map(([port, { id }]) => [port, id]);
  const logs = trial.logs.map(({ text }) => text);
  const points = pointsOf(trial.metrics);
  return { outputs: Object.fromEntries(ids), results: withoutTimes(results), points, logs };
}

function pointsOf(metrics: { step: number; values: Record<string, number> }[]): Record<string, number> {
  const points = metrics.flatMap(({ step, values }) =>
    Object.entries(withoutTimes(values)).map(([name, value]) => [`${step} ${name}`, value]),
  );
  return Object.fromEntries(points);
}

/** Runs a node that dies where the cut says, then again with nothing left of it but its checkpoints. */
export function outcomeAfter<Spec extends NodeSpec>(
  { saveAt, stopAt }: Cut,
  spec: Spec,
  run: Run<Spec>,
  options: TestOptions<Spec>,
): Promise<Outcome & { logs: string[] }> {
  return inTwo(spec, run, options, async (folder) => {
    const checkpoint = new TestCheckpoints(folder, (step) => saveAt.includes(step));
    const first = await testContext(spec, { ...options, checkpoint: dyingAt(stopAt, checkpoint) });
    return { first, checkpoint };
  });
}

/** Runs a node that is told to stop while it is at a step, from 1, then again from where it left off. */
export function outcomeWhenStopped<Spec extends NodeSpec>(
  step: number,
  spec: Spec,
  run: Run<Spec>,
  options: TestOptions<Spec>,
): Promise<Outcome & { logs: string[] }> {
  return inTwo(spec, run, options, async (folder) => {
    const stop = new AbortController();
    const checkpoint = new TestCheckpoints(folder, () => stop.signal.aborted);
    const first = await testContext(spec, { ...options, checkpoint, signal: stop.signal });
    let reports = 0;
    const progress = () => {
      reports++;
      if (reports === step) stop.abort(interruption);
    };
    return { first: { ...first, context: { ...first.context, progress } }, checkpoint };
  });
}

const interruption = new Error('interrupted');

async function inTwo<Spec extends NodeSpec>(
  spec: Spec,
  run: Run<Spec>,
  options: TestOptions<Spec>,
  prepare: (
    folder: string,
  ) => Promise<{ first: TestContext<z.output<Spec['config']>>; checkpoint: TestCheckpoints }>,
): Promise<Outcome & { logs: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-cut-'));
  try {
    const { first, checkpoint } = await prepare(folder);
    await using trial = first;
    const ended = await run(trial.context).then(() => 'it reached its end', String);
    if (ended !== String(interruption)) throw new Error(`The node was to be interrupted, but ${ended}.`);
    const rest = await outcomeOf(spec, run, { ...options, checkpoint });
    return { ...rest, points: { ...pointsOf(trial.metrics), ...rest.points } };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Checkpoints of a node that comes no further than a step, counted from 1, and a save after it. */
function dyingAt(last: number, checkpoint: TestCheckpoints): Checkpoints {
  let step = 0;
  return {
    resume: () => checkpoint.resume(),
    due() {
      step++;
      const due = checkpoint.due();
      if (step === last && !due) throw interruption;
      return due;
    },
    async save(write) {
      await checkpoint.save(write);
      if (step === last) throw interruption;
    },
    show: (write) => checkpoint.show(write),
  };
}
