import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeRun, NodeSpec } from '@heed/schema';
import type { z } from 'zod';
import { TestCheckpoints } from './checkpoints.ts';
import { runNode, type TestOptions, testContext } from './context.ts';

/** Steps of a node, from 1, after which it saves, and the one after which it is stopped. */
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

/** Runs a node with an interruption, then again with nothing left of it but its checkpoints. */
export async function outcomeAfter<Spec extends NodeSpec>(
  { saveAt, stopAt }: Cut,
  spec: Spec,
  run: Run<Spec>,
  options: TestOptions<Spec>,
): Promise<Outcome & { logs: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'heed-cut-'));
  const stop = new AbortController();
  const checkpoint = new TestCheckpoints(folder, (step) => {
    if (step === stopAt) stop.abort(new Error(`stopped after step ${stopAt}`));
    return saveAt.includes(step);
  });
  try {
    await using trial = await testContext(spec, { ...options, checkpoint, signal: stop.signal });
    const ended = await run(trial.context).then(
      () => 'reached its end',
      (error: unknown) => error,
    );
    if (ended !== stop.signal.reason)
      throw new Error(`The node was to stop at step ${stopAt}, but ${ended}.`);
    const rest = await outcomeOf(spec, run, { ...options, checkpoint });
    return { ...rest, points: { ...pointsOf(trial.metrics), ...rest.points } };
  } finally {
    await rm(folder, { recursive: true });
  }
}
