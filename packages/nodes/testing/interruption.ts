import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checkpoints, NodeRun, NodeSpec } from '@heed/schema';
import type { z } from 'zod';
import { TestCheckpoints } from './checkpoints.ts';
import { runNode, type TestOptions, testContext } from './context.ts';

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
export async function outcomeAfter<Spec extends NodeSpec>(
  cut: Cut,
  spec: Spec,
  run: Run<Spec>,
  options: TestOptions<Spec>,
): Promise<Outcome & { logs: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-cut-'));
  try {
    const checkpoint = new TestCheckpoints(folder, (step) => cut.saveAt.includes(step));
    await using trial = await testContext(spec, { ...options, checkpoint: dyingAt(cut.stopAt, checkpoint) });
    const ended = await run(trial.context).then(() => 'reached its end', String);
    if (ended !== String(death)) throw new Error(`The node was to die after step ${cut.stopAt}: ${ended}`);
    const rest = await outcomeOf(spec, run, { ...options, checkpoint });
    return { ...rest, points: { ...pointsOf(trial.metrics), ...rest.points } };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const death = new Error('killed');

/** Checkpoints of a node that comes no further than a step, counted from 1, and a save after it. */
function dyingAt(last: number, checkpoint: TestCheckpoints): Checkpoints {
  let step = 0;
  return {
    resume: () => checkpoint.resume(),
    due() {
      step++;
      const due = checkpoint.due();
      if (step === last && !due) throw death;
      return due;
    },
    async save(write) {
      await checkpoint.save(write);
      if (step === last) throw death;
    },
  };
}
